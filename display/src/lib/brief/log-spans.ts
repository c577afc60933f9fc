import type { Brief } from '#shared/brief/brief.ts';
import { wallClockOf } from '#shared/time/wall-clock.ts';

/** A stretch of the duty log as its address has it, on the city's clock: of a brief's days, and of its worst hour. */
export type BriefLogSpan = { readonly of: 'days' | 'hour'; readonly from: string; readonly to: string };

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

/** Where the alerts of a brief are told one by one. */
export function logSpansOf({
  period: { days },
  timeZone,
  counted: { alarms },
}: Pick<Brief, 'period' | 'timeZone' | 'counted'>): BriefLogSpan[] {
  const whole: BriefLogSpan = { of: 'days', from: `${days.from}T00:00`, to: `${days.to}T00:00` };
  if (!alarms.worstHour) return [whole];
  const atMs = Date.parse(alarms.worstHour.at);
  return [whole, { of: 'hour', ...writeSpan(atMs, atMs + hourMs, timeZone) }];
}

/** The minute of an instant in the duty log. */
export function logMinuteOf(ms: number, timeZone: string): { from: string; to: string } {
  return writeSpan(ms, ms + minuteMs, timeZone);
}

function writeSpan(fromMs: number, toMs: number, timeZone: string): { from: string; to: string } {
  const { wallOf } = wallClockOf(timeZone);
  const write = (ms: number): string => new Date(wallOf(ms)).toISOString().slice(0, 16);
  return { from: write(fromMs), to: write(toMs) };
}
