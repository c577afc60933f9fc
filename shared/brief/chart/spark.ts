/** A small curve: its path in a box of `width` × `height`, its last point, and where the target lies (null: none). */
export type Spark = {
  readonly path: string;
  readonly last: { readonly x: number; readonly y: number } | null;
  readonly targetY: number | null;
};

const marginPx = 2;

/** Draws values from left to right; where one is missing the curve is broken, never bridged. A value alone is a short dash. */
export function drawSpark(
  values: readonly (number | null)[],
  target: number | null,
  { width, height }: { width: number; height: number },
): Spark {
  const known = [...values.filter((value) => value !== null), ...(target === null ? [] : [target])];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high > low ? high - low : 1;
  const middle = high > low ? 0 : 0.5;
  const yOf = (value: number): number =>
    round(marginPx + (height - 2 * marginPx) * (1 - ((value - low) / span + middle)));
  const step = values.length > 1 ? (width - 2 * marginPx) / (values.length - 1) : 0;
  const xOf = (at: number): number => round(marginPx + step * at);
  const parts: string[] = [];
  let last: Spark['last'] = null;
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    const [x, y] = [xOf(at), yOf(value)];
    const joins = at > 0 && values[at - 1] !== null;
    const isAlone = !joins && (values[at + 1] ?? null) === null;
    parts.push(joins ? `L${x} ${y}` : isAlone ? `M${round(x - 1)} ${y}L${round(x + 1)} ${y}` : `M${x} ${y}`);
    last = { x, y };
  }
  return { path: parts.join(''), last, targetY: target === null || known.length === 0 ? null : yOf(target) };
}

/** Bars of counts side by side, each as `x y width height`. */
export function drawBars(
  counts: readonly number[],
  { width, height }: { width: number; height: number },
): { readonly x: number; readonly y: number; readonly width: number; readonly height: number }[] {
  const most = Math.max(1, ...counts);
  const step = width / Math.max(1, counts.length);
  return counts.map((count, at) => {
    const tall = count === 0 ? 0 : Math.max(1, round((count / most) * height));
    return { x: round(at * step), y: round(height - tall), width: round(step * 0.8), height: tall };
  });
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
