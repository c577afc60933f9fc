import { leastStaff, mostKm, roomWaitS, spareWaitS } from '../duty/incident/advise.ts';
import { distanceKm } from '../duty/incident/place-now.ts';

/** A service point as moves of staff need it; null: not known. */
export type StaffedPoint = {
  readonly code: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly isOpen: boolean;
  readonly present: number | null;
  readonly counters: number | null;
  /** The longest wait expected within two hours. */
  readonly peakWaitMs: number | null;
};

/** People who could go from one point to another, and what that comes to in counters attended. */
export type PossibleMove = {
  readonly from: string;
  readonly to: string;
  readonly people: number;
  readonly countersMore: number;
  readonly countersFewer: number;
  readonly km: number;
};

/** At most so many go at once: a point that gives must go on working. */
const mostPeople = 2;
/** A wait that gets shorter by less than this is not worth a journey. */
const leastGainMs = 60_000;

/**
 * Who could help whom: the point where the longest wait is expected first, each helped by the nearest that can spare people
 * (by the same limits as the advice at the duty desk), each point in one move only. Only where a counter stands empty do more
 * people help, and only what is known counts.
 */
export function findMoves(points: readonly StaffedPoint[]): PossibleMove[] {
  const used = new Set<string>();
  const troubled = points
    .filter(({ isOpen, peakWaitMs }) => isOpen && peakWaitMs !== null && peakWaitMs > roomWaitS * 1_000)
    .sort((one, other) => (other.peakWaitMs ?? 0) - (one.peakWaitMs ?? 0) || one.code.localeCompare(other.code));
  return troubled.flatMap((to) => {
    const empty = to.present === null || to.counters === null ? 0 : to.counters - to.present;
    if (empty <= 0 || used.has(to.code)) return [];
    const [near] = points
      .filter((from) => from.code !== to.code && !used.has(from.code) && canSpare(from))
      .flatMap((from) => {
        const km = kmBetween(from, to);
        return km !== null && km <= mostKm ? [{ from, km }] : [];
      })
      .sort((one, other) => one.km - other.km || one.from.code.localeCompare(other.from.code));
    if (!near) return [];
    const { from, km } = near;
    const present = from.present ?? 0;
    const people = Math.min(mostPeople, present - leastStaff, empty);
    used.add(from.code).add(to.code);
    const attended = (staff: number): number => Math.min(staff, from.counters ?? staff);
    const countersFewer = attended(present) - attended(present - people);
    return [{ from: from.code, to: to.code, people, countersMore: people, countersFewer, km }];
  });
}

function canSpare({ isOpen, present, peakWaitMs }: StaffedPoint): boolean {
  return isOpen && present !== null && present > leastStaff && peakWaitMs !== null && peakWaitMs <= spareWaitS * 1_000;
}

function kmBetween(one: StaffedPoint, other: StaffedPoint): number | null {
  if (one.lon === null || one.lat === null || other.lon === null || other.lat === null) return null;
  return distanceKm({ lon: one.lon, lat: one.lat }, { lon: other.lon, lat: other.lat });
}

/** The longest waits expected at both points, without a move and with it; null: not known. */
export type MoveEffect = {
  readonly toBeforeMs: number | null;
  readonly toAfterMs: number | null;
  readonly fromBeforeMs: number | null;
  readonly fromAfterMs: number | null;
};

/** Whether a move is worth suggesting: it helps there, and where they come from nobody waits long for it. */
export function isWorthIt({ toBeforeMs, toAfterMs, fromAfterMs }: MoveEffect): boolean {
  if (toBeforeMs === null || toAfterMs === null || fromAfterMs === null) return false;
  return toBeforeMs - toAfterMs >= leastGainMs && fromAfterMs <= roomWaitS * 1_000;
}
