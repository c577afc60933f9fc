import { wallClockOf } from '#shared/time/wall-clock.ts';

/** An hour as a form sends it, `2026-11-23T14:00` by the city's clock, as an instant; what is none stays as it is. */
export function readHour(typed: string, timeZone: string): string {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(typed)) return typed;
  const wallMs = Date.parse(`${typed}:00Z`);
  return Number.isNaN(wallMs) ? typed : new Date(wallClockOf(timeZone).instantOf(wallMs)).toISOString();
}
