import { businessCalendar, type SpecialDay } from '../../time/business-calendar.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { nextDay } from '../../time/next-day.ts';
import { parseOpeningHours } from '../../time/opening-hours.ts';
import { hourMs, intersectSpans, mergeSpans, type Span } from '../exclusions/hours.ts';

/** The whole UTC hours in which a place is open, within a span. */
export type OpenHours = (opening: string | null, within: Span) => readonly Span[];

/**
 * Finds open hours in a zone, each opening and span once. What is not known to close is open; so is what has opening
 * hours that cannot be read.
 */
export function createOpenHours(specialDays: readonly SpecialDay[], timeZone: string): OpenHours {
  const known = new Map<string, readonly Span[]>();
  return (opening, within) => {
    const key = `${opening} ${within.fromMs} ${within.toMs}`;
    const found = known.get(key) ?? find(opening, within);
    known.set(key, found);
    return found;
  };

  function find(opening: string | null, { fromMs, toMs }: Span): Span[] {
    const first = Math.ceil(fromMs / hourMs) * hourMs;
    const last = Math.floor(toMs / hourMs) * hourMs;
    const hours = opening === null || opening === '24/7' ? undefined : parseOpeningHours(opening);
    if (!hours) return mergeSpans([{ fromMs: first, toMs: last }]);
    const { openOn } = businessCalendar(hours, specialDays, timeZone);
    const { dayOf } = civilCalendar(timeZone);
    const [open, lastDay]: [Span[], string] = [[], dayOf(last)];
    for (let day = dayOf(first); day <= lastDay; day = nextDay(day)) {
      open.push(...openOn(day).map(({ from, to }) => ({ fromMs: from, toMs: to })));
    }
    // Spans that touch are one: an hour that both share is open whole.
    return intersectSpans(mergeSpans(mergeSpans(open).map(wholeHours)), [{ fromMs: first, toMs: last }]);
  }
}

function wholeHours({ fromMs, toMs }: Span): Span {
  return { fromMs: Math.ceil(fromMs / hourMs) * hourMs, toMs: Math.floor(toMs / hourMs) * hourMs };
}
