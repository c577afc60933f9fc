import type { Pack } from './pack.ts';

/** How much of everything a pack holds; `placeholders` counts, by table, rows that are ours and not the city's. */
export type PackCounts = Readonly<Record<string, number | Readonly<Record<string, number>>>>;

/** Counts a pack's contents. */
export function countPack(pack: Pack): PackCounts {
  const { units, kiosks, parking, procedures, calendar } = pack;
  const level = (name: string): number => procedures.filter((procedure) => procedure.level === name).length;
  const unplaced = (rows: readonly { placeholder: boolean }[]): number => rows.filter((row) => row.placeholder).length;
  return {
    units: units.length,
    unitsByType: tally(units.map(({ type }) => type)),
    population: units.reduce((sum, { population }) => sum + population, 0),
    departments: pack.departments.length,
    offices: pack.offices.length,
    points: pack.points.length,
    branches: pack.branches.length,
    kiosks: kiosks.filter(({ type }) => type === 'kiosk').length,
    robots: kiosks.filter(({ type }) => type === 'robot').length,
    parkingSites: parking.length,
    parkingByOperator: tally(parking.map(({ operator }) => operator)),
    procedures: { full: level('full'), partial: level('partial'), none: level('none') },
    systems: pack.systems.length,
    targets: pack.targets.length,
    rules: pack.rules.length,
    establishment: pack.establishment.length,
    calendarDays: calendar.length,
    expectedDays: calendar.filter(({ status }) => status === 'expected').length,
    placeholders: {
      units: unplaced(units),
      departments: unplaced(pack.departments),
      points: unplaced(pack.points),
      branches: unplaced(pack.branches),
      kiosks: unplaced(kiosks),
      parking: unplaced(parking),
      procedures: unplaced(procedures),
      establishment: unplaced(pack.establishment),
      hotline: unplaced([pack.hotline]),
    },
  };
}

function tally(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}
