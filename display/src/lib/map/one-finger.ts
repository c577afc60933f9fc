/** Whether a pointer's drag moves the map: on a touch screen one finger moves the page, and two zoom the map. */
export function dragMovesMap(): boolean {
  return !window.matchMedia('(pointer: coarse)').matches;
}
