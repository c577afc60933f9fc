import { catalogue } from '../events/catalogue.ts';
import type { EventKind } from '../events/kind.ts';
import type { CivilCalendar } from '../time/civil-day.ts';
import type { AssetState } from './fold-state.ts';

const dayMs = 86_400_000;
const openDays = Object.values<EventKind>(catalogue).flatMap((kind) => Object.entries(kind.openDays ?? {}));

/** The earliest time an open item of a sort may bear; a sort that is not named never lapses. */
type LapseTimes = ReadonlyMap<string, string>;

const known = new WeakMap<CivilCalendar, Map<string, LapseTimes>>();
// Worlds run on days of their own, but few at once.
const daysKnown = 16;

/** Whether an item opened at `time` has lapsed on a world's service day: its closing event was lost. */
export function hasLapsed(sort: string, time: string, day: string, calendar: CivilCalendar): boolean {
  const since = lapseTimesOn(day, calendar).get(sort);
  return since !== undefined && time < since;
}

/** Lets go of an asset's items that have lapsed on a service day. Returns whether there were any. */
export function dropLapsed({ open }: AssetState, day: string, calendar: CivilCalendar): boolean {
  let dropped = false;
  for (const [sort, items] of open) {
    const since = lapseTimesOn(day, calendar).get(sort);
    if (since === undefined) continue;
    for (const [key, openers] of items) {
      const kept = openers.filter(({ origin }) => origin.time >= since);
      if (kept.length === openers.length) continue;
      dropped = true;
      if (kept.length > 0) items.set(key, kept);
      else items.delete(key);
    }
    if (items.size === 0) open.delete(sort);
  }
  return dropped;
}

/** None before a world's first tick. */
function lapseTimesOn(day: string, calendar: CivilCalendar): LapseTimes {
  const byDay = known.get(calendar) ?? new Map<string, LapseTimes>();
  known.set(calendar, byDay);
  let times = byDay.get(day);
  if (!times) {
    if (byDay.size >= daysKnown) byDay.clear();
    times = day === '' ? new Map() : new Map(openDays.map(([sort, days]) => [sort, firstInstant(day, days, calendar)]));
    byDay.set(day, times);
  }
  return times;
}

function firstInstant(day: string, daysBefore: number, calendar: CivilCalendar): string {
  const first = new Date(Date.parse(day) - daysBefore * dayMs).toISOString().slice(0, 10);
  return new Date(calendar.startOf(first)).toISOString();
}
