import type { Ledger } from '../../kpi/ledger/ledger.ts';
import { businessCalendar, type BusinessCalendar, type SpecialDay } from '../../time/business-calendar.ts';
import { parseOpeningHours } from '../../time/opening-hours.ts';
import type { DayKinds } from '../queue/usual-days.ts';

/** A service point or branch; `isAlone`: no other one is in its unit. */
export type Place = {
  readonly code: string;
  readonly unit: string;
  readonly isAlone: boolean;
  readonly office: BusinessCalendar;
};

/** Where the city gives no hours of a place. */
const usualHours = 'Mo-Fr 08:00-12:00,13:30-17:00';

/** The places there are at an instant, by code. */
export function placesOf({ assets, specialDays, timeZone }: Ledger, atMs: number): Place[] {
  const here = assets.filter(
    ({ kind, fromMs, toMs }) =>
      (kind === 'point' || kind === 'branch') && fromMs <= atMs && (toMs === null || atMs < toMs),
  );
  const perUnit = Map.groupBy(here, ({ unit }) => unit);
  const offices = new Map<string, BusinessCalendar>();
  return here.map(({ code, unit, opening }) => {
    const hours = opening ?? usualHours;
    const office = offices.get(hours) ?? officeOf(hours, specialDays, timeZone);
    offices.set(hours, office);
    return { code, unit, isAlone: perUnit.get(unit)?.length === 1, office };
  });
}

/** An office's working time, each civil day worked out once: a backtest asks for the same ones again and again. */
export function officeOf(opening: string, days: readonly SpecialDay[], timeZone: string): BusinessCalendar {
  const hours = parseOpeningHours(opening) ?? parseOpeningHours(usualHours) ?? [];
  const office = businessCalendar(hours, days, timeZone);
  const opened = new Map<string, ReturnType<BusinessCalendar['openOn']>>();
  const openOn: BusinessCalendar['openOn'] = (day) => {
    const found = opened.get(day) ?? office.openOn(day);
    opened.set(day, found);
    return found;
  };
  return { ...office, openOn, isWorkingDay: (day) => openOn(day).length > 0 };
}

/** What an office's calendar says of days. */
export function dayKindsOf({ isWorkingDay }: BusinessCalendar, specialDays: readonly SpecialDay[]): DayKinds {
  const worked = new Set(specialDays.filter(({ kind }) => kind === 'compensatory_work').map(({ date }) => date));
  return { isWorkingDay, isCompensatory: (day) => worked.has(day) };
}

/** The usual working days of the city's offices: what a month of KPIs goes by. */
export function cityKinds({ assets, specialDays, timeZone }: Ledger): DayKinds {
  const told = assets.flatMap(({ kind, opening }) => (kind === 'point' && opening !== null ? [opening] : []));
  const most = [...Map.groupBy(told, (hours) => hours)].sort(([, one], [, other]) => other.length - one.length)[0];
  return dayKindsOf(officeOf(most?.[0] ?? usualHours, specialDays, timeZone), specialDays);
}
