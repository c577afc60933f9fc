import type pg from 'pg';
import type { Brief } from '#shared/brief/brief.ts';
import { recountByHand, recounted } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';

/** Compares a brief's figures of the city with SQL written by hand; returns how many there were. Throws at a difference. */
export async function checkBrief(db: pg.Client, { period, asOf, counted }: Brief): Promise<number> {
  const byHand = { world: 'live', ...period.days };
  const rowOf = (kpi: string) => counted.kpis.find((row) => row.kpi === kpi && row.unit === '');
  /** Several targets ask for the same figure: those of the first. */
  const rowsOf = (kpi: string) => {
    const set = rowOf(kpi)?.targetSet;
    return counted.kpis.filter((row) => row.kpi === kpi && row.unit === '' && row.targetSet === set);
  };
  let checked = 0;
  const compare = (what: string, found: unknown, expected: unknown): void => {
    if (found !== expected) {
      throw new Error(
        `${what} of ${period.days.from} is ${String(found)} in the brief and ${String(expected)} by hand`,
      );
    }
    checked += 1;
  };
  for (const kpi of recounted) {
    // Where a month's target ends within a week, each part has a row of its own.
    for (const row of rowsOf(kpi)) {
      const hand = (await recountByHand(db, kpi, { ...byHand, ...row.days })).get('') ?? { num: 0, den: 0 };
      compare(`${kpi} from ${row.days.from}: numerator`, row.numerator, hand.num);
      compare(`${kpi} from ${row.days.from}: denominator`, row.denominator, hand.den);
    }
  }
  for (const [kpi, what] of [
    ['kiosk_availability', 'kiosk'],
    ['system_uptime', 'system'],
  ] as const) {
    const hand = (await recountSeenWell(db, what, { ...byHand, asOf })).get('');
    // On a Sunday nothing is expected of kiosks; a sum of no rows is null in SQL.
    const sum = (of: 'numerator' | 'denominator'): number =>
      rowsOf(kpi).reduce((total, row) => total + (row[of] ?? 0), 0);
    compare(`${kpi}: numerator`, sum('numerator'), hand?.num ?? 0);
    compare(`${kpi}: denominator`, sum('denominator'), hand?.den ?? 0);
  }
  for (const [kpi, share] of [
    ['wait_p50', 0.5],
    ['wait_p90', 0.9],
  ] as const) {
    const exact = (await recountWaits(db, share, byHand)).get('');
    const row = rowOf(kpi);
    compare(`${kpi}: how many`, row?.denominator ?? 0, exact?.n ?? 0);
    // Where too few points report, the value is withheld; what was counted still stands.
    if (exact && row && row.value !== null) compare(`${kpi}: within its slot`, isInSlot(row.value, exact), true);
  }
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM events WHERE world = 'live'
       AND time >= $1::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND time < $2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`,
    [period.days.from, period.days.to],
  );
  compare('events', counted.events, rows[0]?.n);
  return checked;
}
