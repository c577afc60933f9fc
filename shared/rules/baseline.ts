import { median as middleOf } from '../forecast/median.ts';
import { wallClockOf, dayMs } from '../time/wall-clock.ts';

const hourMs = 3_600_000;
const hoursInWeek = 168;
/** A median deviation times this is a standard deviation, where values are spread normally. */
const toSigma = 1.4826;

/** What an hour of the week usually counts: the median of past weeks, the spread around it, of how many weeks. */
export type Usual = { readonly median: number; readonly spread: number; readonly weeks: number };

/** What is usual for a series (`metric dim stat target`) in the hour that begins at an instant; undefined: not known. */
export type Baselines = (series: string, hourMs: number) => Usual | undefined;

/** No baselines: every deviation is unknown. */
export const noBaselines: Baselines = () => undefined;

/** The name a series has in baselines. */
export function seriesName(part: { metric: string; dim?: string | undefined; stat: string }, target: string): string {
  return `${part.metric} ${part.dim ?? ''} ${part.stat} ${target}`;
}

/**
 * Baselines from past hours, by hour of the week on the city's wall. Days that were not as usual (`isUsual` false) are left
 * out. The spread is 1.48 median deviations, a tenth of the median and 1 at least: three quiet weeks promise nothing.
 */
export function makeBaselines(
  hours: Iterable<readonly [series: string, hourMs: number, value: number]>,
  timeZone: string,
  isUsual: (hourMs: number) => boolean,
): Baselines {
  const { wallOf } = wallClockOf(timeZone);
  const slotOf = (atMs: number): number => Math.floor((wallOf(atMs) / hourMs + 3 * (dayMs / hourMs)) % hoursInWeek);
  const values = new Map<string, number[]>();
  for (const [series, atMs, value] of hours) {
    if (!isUsual(atMs)) continue;
    const key = `${series} ${slotOf(atMs)}`;
    const list = values.get(key);
    if (list) list.push(value);
    else values.set(key, [value]);
  }
  const usual = new Map([...values].map(([key, list]) => [key, toUsual(list)]));
  return (series, atMs) => (isUsual(atMs) ? usual.get(`${series} ${slotOf(atMs)}`) : undefined);
}

function toUsual(values: readonly number[]): Usual {
  const median = middleOf(values) ?? 0;
  const deviation = middleOf(values.map((value) => Math.abs(value - median))) ?? 0;
  return { median, spread: Math.max(toSigma * deviation, Math.abs(median) / 10, 1), weeks: values.length };
}
