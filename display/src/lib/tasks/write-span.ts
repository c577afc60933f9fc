import type { Format } from '../format/create-format.ts';

/** How long it is, in the one unit that suits it: `3 ngày`, `5 giờ`. */
export function writeSpan(ms: number, format: Format): string {
  const { value, unit } = format.duration(ms / 1_000);
  return `${value} ${unit}`;
}
