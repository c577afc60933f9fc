import { businessCalendar, type SpecialDay } from '../../time/business-calendar.ts';
import { parseOpeningHours } from '../../time/opening-hours.ts';
import { hourMs, mergeSpans, type Span } from '../exclusions/hours.ts';

/** The whole UTC hours in which a place is open, within a span. */
export type OpenHours = (opening: string | null, within: Span) => readonly Span[];

const hourS = hourMs / 1_000;

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
    const { openSeconds } = businessCalendar(hours, specialDays, timeZone);
    const open: Span[] = [];
    for (let at = first; at < last; at += hourMs) {
      if (openSeconds(at, at + hourMs) === hourS) open.push({ fromMs: at, toMs: at + hourMs });
    }
    return mergeSpans(open);
  }
}
