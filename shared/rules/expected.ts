import { businessCalendar, type BusinessCalendar } from '../time/business-calendar.ts';
import { parseOpeningHours } from '../time/opening-hours.ts';
import type { RuleAsset, RuleCity } from './city.ts';

/** When places are open; null hours, and such as cannot be read, are always open. */
export type Hours = {
  readonly isOpen: (opening: string | null, atMs: number) => boolean;
  readonly openSeconds: (opening: string | null, fromMs: number, toMs: number) => number;
};

/** The hours of a city's places, each text read once. */
export function createHours({ specialDays, timeZone }: Pick<RuleCity, 'specialDays' | 'timeZone'>): Hours {
  const known = new Map<string, BusinessCalendar | undefined>();
  const calendarOf = (opening: string | null): BusinessCalendar | undefined => {
    if (opening === null || opening === '24/7') return undefined;
    if (!known.has(opening)) {
      const hours = parseOpeningHours(opening);
      known.set(opening, hours && businessCalendar(hours, specialDays, timeZone));
    }
    return known.get(opening);
  };
  return {
    isOpen: (opening, atMs) => calendarOf(opening)?.isOpen(atMs) ?? true,
    openSeconds: (opening, fromMs, toMs) =>
      calendarOf(opening)?.openSeconds(fromMs, toMs) ?? Math.max(0, toMs - fromMs) / 1_000,
  };
}

/** Since when an asset has been silent as seen from an instant, and whether that is longer than `allowedS` of its hours. */
export type Silence = {
  readonly isSilent: boolean;
  /** The earliest instant at which it may become so; null: it is already. */
  readonly dueMs: number | null;
};

/** Judges a silence that began at `fromMs`: hours in which an asset is silent anyway are not counted. */
export function judgeSilence(
  hours: Hours,
  asset: Pick<RuleAsset, 'isSilentClosed' | 'opening'>,
  allowedS: number,
  { fromMs, nowMs }: { readonly fromMs: number; readonly nowMs: number },
): Silence {
  const dueMs = fromMs + allowedS * 1_000;
  if (nowMs < dueMs) return { isSilent: false, dueMs };
  if (!asset.isSilentClosed) return { isSilent: true, dueMs: null };
  const openS = hours.openSeconds(asset.opening, fromMs, nowMs);
  if (openS >= allowedS) return { isSilent: true, dueMs: null };
  return { isSilent: false, dueMs: nowMs + Math.ceil(allowedS - openS) * 1_000 };
}
