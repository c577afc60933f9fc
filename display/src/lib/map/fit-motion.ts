/** How long the view takes to move: not at all for who wants nothing to move. */
export function fitMs(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 400;
}
