import type { Brief } from '#shared/brief/brief.ts';
import { wallClockOf } from '#shared/time/wall-clock.ts';

/** A stretch of the duty log as its address has it, on the city's clock: of a brief's days, and of its worst hour. */
export type BriefLogSpan = { readonly of: 'days' | 'hour'; readonly from: string; readonly to: string };

const hourMs = 3_600_000;

/** Where the alerts of a brief are told one by one. */
export function logSpansOf({
  period: { days },
  timeZone,
  counted: { alarms },
}: Pick<Brief, 'period' | 'timeZone' | 'counted'>): BriefLogSpan[] {
  const { wallOf } = wallClockOf(timeZone);
  const write = (ms: number): string => new Date(wallOf(ms)).toISOString().slice(0, 16);
  const whole: BriefLogSpan = { of: 'days', from: `${days.from}T00:00`, to: `${days.to}T00:00` };
  if (!alarms.worstHour) return [whole];
  const atMs = Date.parse(alarms.worstHour.at);
  return [whole, { of: 'hour', from: write(atMs), to: write(atMs + hourMs) }];
}
