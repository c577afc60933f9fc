import type { Format } from '../format/create-format.ts';

/** A wait in whole minutes: `12 phút`; null: what is said where nobody knows. */
export function writeWait(ms: number | null, { words, whole }: Format, unknown: string): string {
  return ms === null ? unknown : `${whole(Math.round(ms / 60_000))} ${words.unit.min}`;
}
