import type { Ledger } from '../../kpi/ledger/ledger.ts';
import type { ErrorsRead } from '../../store/read-forecast-errors.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import type { ForecastError } from '../measure/errors.ts';
import { forecastQueue, type QueueStep } from '../queue/forecast-queue.ts';
import { forecastTold, hasTold } from '../queue/forecast-told.ts';
import { hasTickets, quarterMs, type PlaceDay } from '../queue/place-day.ts';
import { fewestSameWeekdays, pickUsualDays, type UsualDays } from '../queue/usual-days.ts';
import { usualCourse } from '../queue/usual-course.ts';
import { dayKindsOf, type Place } from './places.ts';

/**
 * Why there is no forecast: too few days were counted (`short-history`), the place is open and has said nothing for an
 * hour (`silent`), or nobody was ever served, so that nothing says how fast (`no-service-times`).
 */
export type NoQueue = 'short-history' | 'silent' | 'no-service-times';

/** The next two hours of a place, with what one needs to judge them. */
export type QueueForecast = {
  readonly world: string;
  readonly place: string;
  readonly unit: string;
  readonly asOf: string;
  /** From tickets, or from the wait it tells. */
  readonly method: 'tickets' | 'told' | null;
  readonly steps: readonly (Omit<QueueStep, 'atMs'> & { readonly at: string })[] | null;
  readonly reason: NoQueue | null;
  readonly coverage: {
    /** Whether the usual is that of the weekday or of all working days, of how many days, and how many are needed. */
    readonly basis: 'weekday' | 'working-days' | null;
    readonly days: number;
    readonly needed: number;
    /** Open seconds since it last counted something today, at most; null: nothing today. */
    readonly ageS: number | null;
  };
  /** How far such forecasts of this place were off; empty until they were measured. */
  readonly errors: readonly ForecastError[];
  /** When that was measured. */
  readonly measuredAt: string | null;
};

/** Which world, when, and what was measured of its forecasts. */
export type QueuesAsked = {
  readonly world: string;
  readonly nowMs: number;
  readonly ledger: Ledger;
  readonly measured: ErrorsRead | undefined;
  /** Counters attended more (below zero: fewer) than would be, by place: what moving staff comes to. */
  readonly more?: ReadonlyMap<string, number>;
};

const silentS = 3_600;

/** Forecasts places from what they counted today and on the days before. */
export function answerPlaces(
  places: readonly Place[],
  asked: QueuesAsked,
  found: ReadonlyMap<string, readonly PlaceDay[]>,
): QueueForecast[] {
  const { nowMs, ledger } = asked;
  const calendar = civilCalendar(ledger.timeZone);
  const today = calendar.dayOf(nowMs);
  return places.map((place) => {
    const days = found.get(place.code) ?? [];
    const counted = days.find(({ day }) => day === today) ?? {
      ...{ day: today, startMs: calendar.startOf(today), quarters: [] },
    };
    return answerOne(place, asked, { counted, usual: usualOf(place, days, { today, ledger }) });
  });
}

/** The days that tell what is usual at a place today. */
export function usualOf(
  { office }: Place,
  days: readonly PlaceDay[],
  { today, ledger }: { today: string; ledger: Ledger },
): UsualDays {
  const isCounted = days.some(hasTickets) ? hasTickets : hasTold;
  return pickUsualDays(today, days, { ...dayKindsOf(office, ledger.specialDays), isCounted });
}

function answerOne(
  { code, unit, office }: Place,
  { world, nowMs, measured, more }: QueuesAsked,
  { counted, usual }: { counted: PlaceDay; usual: UsualDays },
): QueueForecast {
  const ageS = ageOf(counted, nowMs, office.openSeconds);
  const opening = office.openOn(counted.day);
  const openS = office.openSeconds(counted.startMs, nowMs);
  const common = {
    ...{ world, place: code, unit, asOf: new Date(nowMs).toISOString() },
    coverage: coverageOf(usual, ageS),
    errors: measured?.errors.filter(({ kind, subject }) => kind.startsWith('queue-') && subject === code) ?? [],
    measuredAt: measured?.madeAt ?? null,
  };
  const none = (reason: NoQueue): QueueForecast => ({ ...common, method: null, steps: null, reason });
  if ('have' in usual) return none('short-history');
  if (office.isOpen(nowMs) && Math.min(ageS ?? Infinity, openS) > silentS) return none('silent');
  const method = usual.days.some(hasTickets) ? 'tickets' : 'told';
  const at = { nowMs, opening, more: more?.get(code) ?? 0 };
  const course = usualCourse(usual.days);
  if (method === 'tickets' && course.serviceMs === null) return none('no-service-times');
  const steps = method === 'tickets' ? forecastQueue(counted, course, at) : forecastTold(counted, usual.days, at);
  const told = steps.map(({ atMs, ...step }) => ({ at: new Date(atMs).toISOString(), ...step }));
  return { ...common, method, steps: told, reason: null };
}

function coverageOf(usual: UsualDays, ageS: number | null): QueueForecast['coverage'] {
  if ('have' in usual) return { basis: null, days: usual.have, needed: usual.needed, ageS };
  return { basis: usual.basis, days: usual.days.length, needed: fewestSameWeekdays, ageS };
}

/** Open seconds since the end of the last quarter hour that counted something, and that quarter hour's own. */
function ageOf(
  { quarters, startMs }: PlaceDay,
  nowMs: number,
  openSeconds: Place['office']['openSeconds'],
): number | null {
  const last = quarters.findLastIndex((quarter) => Object.values(quarter).some((count) => count > 0));
  return last < 0 ? null : openSeconds(startMs + last * quarterMs, nowMs);
}
