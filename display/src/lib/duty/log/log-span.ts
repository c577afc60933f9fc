import { wallClockOf } from '#shared/time/wall-clock.ts';

/** Which stretch of the log is asked for: on the city's clock as it is typed, and as instants (the second exclusive). */
export type LogSpan = { readonly from: string; readonly to: string; readonly fromAt: Date; readonly toAt: Date };

const typed = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
/** A shift and what led to it. */
const defaultMs = 12 * 3_600_000;
const minuteMs = 60_000;

/** Reads the stretch of an address; what is not a time there, or ends before it begins, is the last twelve hours. */
export function readLogSpan(query: URLSearchParams, nowMs: number, timeZone: string): LogSpan {
  const { wallOf, instantOf } = wallClockOf(timeZone);
  const read = (name: string): number | null => {
    const text = query.get(name) ?? '';
    const ms = typed.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
    return Number.isNaN(ms) ? null : instantOf(ms);
  };
  const endOfMinute = Math.ceil((nowMs + 1) / minuteMs) * minuteMs;
  const toMs = read('to') ?? endOfMinute;
  const asked = read('from');
  const fromMs = asked === null || asked >= toMs ? toMs - defaultMs : asked;
  const write = (ms: number): string => new Date(wallOf(ms)).toISOString().slice(0, 16);
  return { from: write(fromMs), to: write(toMs), fromAt: new Date(fromMs), toAt: new Date(toMs) };
}
