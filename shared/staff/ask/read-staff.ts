import type { NoQueue, QueueForecast } from '../../forecast/ask/answer-places.ts';
import { answerQueues } from '../../forecast/ask/answer-queues.ts';
import { placesOf } from '../../forecast/ask/places.ts';
import { readLedger } from '../../kpi/ask/read-ledger.ts';
import type { EstablishmentRow } from '../../locality/tables/establishment.ts';
import { listEstablishment } from '../../store/list-establishment.ts';
import { listPlaces, type Place } from '../../store/list-places.ts';
import { readForecastErrors } from '../../store/read-forecast-errors.ts';
import { readPlaceEvents } from '../../store/read-place-events.ts';
import { listStaffMoves, type StaffMoveRow } from '../../store/staff-moves.ts';
import type { Sql } from '../../store/sql.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { presentOf, type PresentStaff } from '../present-of.ts';
import { lacksReport, roleMoved, roleStaff, type RoleStaff, type StaffRole } from '../role-staff.ts';
import { findMoves, isWorthIt, type MoveEffect, type PossibleMove } from '../suggest-moves.ts';

/** A service point with who is on duty against who should be, and what is expected of its queue; null: not known. */
export type PointStaff = {
  readonly code: string;
  readonly unit: string;
  readonly name: { readonly vi: string; readonly en: string };
  readonly isOpen: boolean;
  readonly established: number | null;
  /** What moves and transfers under way add to that, or take away. */
  readonly moved: number;
  /** Every role against its own establishment. */
  readonly roles: readonly RoleStaff[];
  readonly counters: number | null;
  readonly staff: PresentStaff | null;
  /** Expected at counters less present there: more than 0 is missing. Null too where a role that is to be there is not told of. */
  readonly missing: number | null;
  readonly peak: { readonly waitMs: number; readonly at: string } | null;
  readonly noForecast: NoQueue | null;
};

/** A move worth making, with what it is expected to do. */
export type SuggestedMove = PossibleMove & { readonly effect: MoveEffect };

export type StaffView = {
  readonly world: string;
  readonly asOf: string;
  readonly points: readonly PointStaff[];
  readonly suggested: readonly SuggestedMove[];
  /** How far forecasts of waits an hour ahead were off, on average over all places; null: not measured yet. */
  readonly waitErrorMs: number | null;
  readonly moves: readonly StaffMoveRow[];
};

const dayMs = 86_400_000;
const pastDays = 35;

/** Reads staff of a world's points as they are now; `unit`: of one unit only, without moves. */
export async function readStaff(
  sql: Sql,
  { world, nowMs, unit }: { world: string; nowMs: number; unit: string | null },
): Promise<StaffView> {
  const ledger = await readLedger(sql, world);
  const measured = await readForecastErrors(sql, world);
  const places = placesOf(ledger, nowMs).filter((place) => unit === null || place.unit === unit);
  const listed = new Map((await listPlaces(sql, new Date(nowMs), unit)).map((place) => [place.code, place]));
  const calendar = civilCalendar(ledger.timeZone);
  const day = calendar.dayOf(nowMs);
  const startMs = calendar.startOf(day);
  const establishment = await listEstablishment(sql, day);
  const codes = places.map(({ code }) => code);
  const events = await readPlaceEvents(sql, {
    ...{ world, assets: codes, types: ['staff.on_duty'], spans: [{ fromMs: startMs, toMs: nowMs + 1 }] },
  });
  const present = presentOf(events);
  const moves = await listStaffMoves(sql, { world, fromMs: nowMs - pastDays * dayMs, toMs: nowMs + pastDays * dayMs });
  const forecasts = await answerQueues(sql, places, { world, nowMs, ledger, measured });
  const points = places.map((place, at) =>
    toPoint({ ...place, isOpen: place.office.isOpen(nowMs) }, listed.get(place.code), {
      ...{ day, moved: movedAt(place.code, moves, nowMs), rows: establishment.get(place.code) ?? [] },
      ...{ staff: present.get(place.code) ?? null, forecast: forecasts[at] },
    }),
  );
  const found =
    unit === null ? findMoves(points.map((point) => ({ ...toStaffed(point), ...placeOf(point.code) }))) : [];
  const involved = places.filter(({ code }) => found.some(({ from, to }) => from === code || to === code));
  const more = new Map(
    found.flatMap(({ from, to, countersMore, countersFewer }) => [
      [to, countersMore] as const,
      [from, -countersFewer] as const,
    ]),
  );
  const changed = await answerQueues(sql, involved, { world, nowMs, ledger, measured, more });
  const peaks = new Map(points.map(({ code, peak }) => [code, peak?.waitMs ?? null]));
  const after = new Map(changed.map((forecast) => [forecast.place, peakOf(forecast)?.waitMs ?? null]));
  const suggested = found
    .map((move): SuggestedMove => {
      const effect = {
        ...{ toBeforeMs: peaks.get(move.to) ?? null, toAfterMs: after.get(move.to) ?? null },
        ...{ fromBeforeMs: peaks.get(move.from) ?? null, fromAfterMs: after.get(move.from) ?? null },
      };
      return { ...move, effect };
    })
    .filter(({ effect }) => isWorthIt(effect));
  const error = measured?.errors.find((one) => one.kind === 'queue-wait' && one.subject === '' && one.horizon === 60);
  const own =
    unit === null
      ? moves
      : moves.filter(({ toPoint, fromPoint }) => codes.includes(toPoint) || codes.includes(fromPoint ?? ''));
  return {
    ...{ world, asOf: new Date(nowMs).toISOString(), points, suggested, moves: own },
    waitErrorMs: error?.mae ?? null,
  };

  function placeOf(code: string) {
    const { lon = null, lat = null } = listed.get(code) ?? {};
    return { lon, lat };
  }
}

type Known = {
  readonly day: string;
  readonly moved: Readonly<Record<StaffRole, number>>;
  readonly rows: readonly EstablishmentRow[];
  readonly staff: PresentStaff | null;
  readonly forecast: QueueForecast | undefined;
};

function toPoint(
  { code, unit, isOpen }: Pick<PointStaff, 'code' | 'unit' | 'isOpen'>,
  place: Place | undefined,
  { day, moved: movedRoles, rows, staff, forecast }: Known,
): PointStaff {
  const { staff: established = null, counters = null, name = null, nameEn = null } = place ?? {};
  const roles = roleStaff(rows, { day, moved: movedRoles, present: staff?.byRole ?? {} });
  const moved = movedRoles.officer + movedRoles.transferred;
  const present = atCounters(staff, roles);
  return {
    ...{ code, unit, isOpen, established, moved, roles, counters, staff },
    name: { vi: name ?? code, en: nameEn ?? name ?? code },
    missing: established === null || present === null ? null : established + moved - present,
    ...{ peak: peakOf(forecast), noForecast: forecast?.reason ?? null },
  };
}

function toStaffed({ code, isOpen, staff, roles, counters, peak }: PointStaff) {
  return { code, isOpen, present: atCounters(staff, roles), counters, peakWaitMs: peak?.waitMs ?? null };
}

/** Who can attend a counter; null: not told, or not told in full. */
function atCounters(staff: PresentStaff | null, roles: readonly RoleStaff[]): number | null {
  return staff === null || lacksReport(roles) ? null : staff.atCounters;
}

/** The longest wait of the next two hours; null where there is no forecast or nobody serves. */
function peakOf(forecast: QueueForecast | undefined): PointStaff['peak'] {
  let peak: PointStaff['peak'] = null;
  for (const { at, waitMs } of forecast?.steps ?? []) {
    if (waitMs !== null && (peak === null || waitMs > peak.waitMs)) peak = { waitMs, at };
  }
  return peak;
}

/** What support under way adds to each role of a point, or takes away. */
function movedAt(code: string, moves: readonly StaffMoveRow[], nowMs: number): Record<StaffRole, number> {
  const moved = { officer: 0, transferred: 0, lawyer: 0, volunteer: 0 };
  for (const { kind, fromPoint, toPoint, people, fromMs, toMs } of moves) {
    if (nowMs < fromMs || nowMs >= toMs) continue;
    const role = roleMoved[kind];
    if (toPoint === code) moved[role] += people;
    if (fromPoint === code) moved[role] -= people;
  }
  return moved;
}
