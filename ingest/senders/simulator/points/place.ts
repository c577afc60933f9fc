import { staffRoles } from '#shared/events/kinds/staff.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Branch, ServicePoint } from '#shared/locality/tables/points.ts';
import { planOn, type StaffRole } from '#shared/staff/role-staff.ts';

/** A service point or branch as the pack gives it. */
export type Place = {
  readonly code: string;
  readonly unit: string;
  /** The branch a point belongs to; null: none, or it is one itself. */
  readonly branch: string | null;
  readonly isBranch: boolean;
  readonly lon: number;
  readonly lat: number;
  readonly opening: string;
  readonly counters: number;
  readonly staff: number;
  /** Of the roles that the pack tells of, how many are to be there. */
  readonly planned: Readonly<Partial<Record<StaffRole, number>>>;
};

/** The places that are there on a day: what opens or closes for ever during a run is seen by the next one. */
export function placesOn(pack: Pack, day: string): Place[] {
  const isThere = (row: { valid_from: string; valid_to: string | null }): boolean =>
    row.valid_from <= day && (row.valid_to === null || day < row.valid_to);
  const establishment = Map.groupBy(pack.establishment, ({ point }) => point);
  const plannedAt = (code: string): Place['planned'] =>
    Object.fromEntries(
      staffRoles.flatMap((role) => {
        const plan = planOn(establishment.get(code) ?? [], role, day);
        return plan.is === 'untold' ? [] : [[role, plan.is === 'planned' ? plan.people : 0]];
      }),
    );
  const place = (row: ServicePoint | Branch, branch: string | null, isBranch: boolean): Place => {
    const { code, unit, lon, lat, opening, counters, staff } = row;
    return { code, unit, branch, isBranch, lon, lat, opening, counters, staff, planned: plannedAt(code) };
  };
  return [
    ...pack.points.filter(isThere).map((row) => place(row, row.branch, false)),
    ...pack.branches.filter(isThere).map((row) => place(row, null, true)),
  ].filter(({ counters, staff }) => counters > 0 && staff > 0);
}

/** Where the people of a unit go: their own point, the nearest others, the branch it belongs to. */
export type Surroundings = {
  readonly own: Place | undefined;
  readonly branch: Place | undefined;
  /** Points of other units, the nearest first, with their distance in kilometres. */
  readonly others: readonly (readonly [Place, number])[];
};

const othersKnown = 3;

/** For each unit what lies around it. */
export function surroundingsOf(pack: Pack, places: readonly Place[]): ReadonlyMap<string, Surroundings> {
  const branches = new Map(places.filter(({ isBranch }) => isBranch).map((branch) => [branch.code, branch]));
  const points = places.filter(({ isBranch }) => !isBranch);
  return new Map(
    pack.units.map((unit) => {
      const own = points.find((point) => point.unit === unit.code);
      const others = points
        .filter((point) => point !== own)
        .map((point) => [point, distanceKm(unit, point)] as const)
        .sort(([one, near], [other, far]) => near - far || (one.code < other.code ? -1 : 1))
        .slice(0, othersKnown);
      const branch = branches.get(own?.branch ?? '');
      return [unit.code, { own, branch, others }];
    }),
  );
}

type Position = { readonly lon: number; readonly lat: number };

/** Good enough over a city: degrees as a flat grid. */
function distanceKm(one: Position, other: Position): number {
  const northKm = (one.lat - other.lat) * 111.2;
  const eastKm = (one.lon - other.lon) * 111.2 * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(northKm, eastKm);
}
