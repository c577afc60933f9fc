import { median as middleOf } from '../forecast/median.ts';
import { civilCalendar } from '../time/civil-day.ts';
import { wallClockOf, dayMs } from '../time/wall-clock.ts';
import type { RuleCity } from './city.ts';

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

/** What is usual of a series in one hour of the week: `slot` counts hours from Monday 00:00 on the city's wall. */
export type UsualRow = Usual & { readonly series: string; readonly slot: number };

/** Hours by which others may be judged: none of a holiday, or of a day worked in place of one. */
export function usualHoursOf({ specialDays, timeZone }: Pick<RuleCity, 'specialDays' | 'timeZone'>): IsUsual {
  const others = new Set(specialDays.filter(({ kind }) => kind !== 'school_holiday').map(({ date }) => date));
  const { dayOf } = civilCalendar(timeZone);
  return (atMs) => !others.has(dayOf(atMs));
}
export type IsUsual = (atMs: number) => boolean;

/**
 * What past hours come to, by hour of the week on the city's wall. Hours that are not as usual are left out. The spread is
 * 1.48 median deviations, a tenth of the median and 1 at least: three quiet weeks promise nothing.
 */
export function measureUsual(
  hours: Iterable<readonly [series: string, hourMs: number, value: number]>,
  timeZone: string,
  isUsual: IsUsual,
): UsualRow[] {
  const slotOf = slotsOf(timeZone);
  const series = new Map<string, Map<number, number[]>>();
  for (const [name, atMs, value] of hours) {
    if (!isUsual(atMs)) continue;
    let slots = series.get(name);
    if (!slots) series.set(name, (slots = new Map<number, number[]>()));
    const slot = slotOf(atMs);
    const values = slots.get(slot);
    if (values) values.push(value);
    else slots.set(slot, [value]);
  }
  return [...series].flatMap(([name, slots]) =>
    [...slots].map(([slot, values]) => ({ series: name, slot, ...toUsual(values) })),
  );
}

/** Baselines from what was measured. */
export function baselinesFrom(rows: Iterable<UsualRow>, timeZone: string, isUsual: IsUsual): Baselines {
  const slotOf = slotsOf(timeZone);
  const usual = new Map<string, Usual>();
  for (const { series, slot, ...row } of rows) usual.set(`${series} ${slot}`, row);
  return (series, atMs) => (isUsual(atMs) ? usual.get(`${series} ${slotOf(atMs)}`) : undefined);
}

function slotsOf(timeZone: string): (atMs: number) => number {
  const { wallOf } = wallClockOf(timeZone);
  return (atMs) => Math.floor((wallOf(atMs) / hourMs + 3 * (dayMs / hourMs)) % hoursInWeek);
}

function toUsual(values: readonly number[]): Usual {
  const median = middleOf(values) ?? 0;
  const deviation = middleOf(values.map((value) => Math.abs(value - median))) ?? 0;
  return { median, spread: Math.max(toSigma * deviation, Math.abs(median) / 10, 1), weeks: values.length };
}
