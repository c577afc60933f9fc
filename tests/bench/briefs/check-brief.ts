import type pg from 'pg';
import type { Brief, BriefKpi } from '#shared/brief/brief.ts';
import { recountByHand, recounted } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';

/** What was compared with what. */
type Compared = readonly [what: string, found: unknown, expected: unknown];

/** Compares a brief's figures of the city with SQL written by hand; returns how many there were. Throws at a difference. */
export async function checkBrief(db: pg.Client, brief: Brief): Promise<number> {
  const compared = [
    ...(await compareCounts(db, brief)),
    ...(await compareSeenWell(db, brief)),
    ...(await compareWaits(db, brief)),
    ...(await compareEvents(db, brief)),
  ];
  const { from } = brief.period.days;
  for (const [what, found, expected] of compared) {
    if (found === expected) continue;
    throw new Error(`${what} of ${from} is ${String(found)} in the brief and ${String(expected)} by hand`);
  }
  return compared.length;
}

/** The city's rows of a KPI: where a month's target ends within a week, each part has one of its own. */
function rowsOf({ counted }: Brief, kpi: string): BriefKpi[] {
  const own = counted.kpis.filter((row) => row.kpi === kpi && row.unit === '');
  // Several targets ask for the same figure: those of the first.
  return own.filter(({ targetSet }) => targetSet === own[0]?.targetSet);
}

async function compareCounts(db: pg.Client, brief: Brief): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const kpi of recounted) {
    for (const { days, numerator, denominator } of rowsOf(brief, kpi)) {
      const hand = (await recountByHand(db, kpi, { world: 'live', ...days })).get('') ?? { num: 0, den: 0 };
      compared.push([`${kpi} from ${days.from}: numerator`, numerator, hand.num]);
      compared.push([`${kpi} from ${days.from}: denominator`, denominator, hand.den]);
    }
  }
  return compared;
}

async function compareSeenWell(db: pg.Client, brief: Brief): Promise<Compared[]> {
  const compared: Compared[] = [];
  const seen = { kiosk_availability: 'kiosk', system_uptime: 'system' } as const;
  for (const [kpi, what] of Object.entries(seen)) {
    const asked = { world: 'live', ...brief.period.days, asOf: brief.asOf };
    const hand = (await recountSeenWell(db, what, asked)).get('');
    // On a Sunday nothing is expected of kiosks; a sum of no rows is null in SQL.
    const sum = (of: 'numerator' | 'denominator'): number =>
      rowsOf(brief, kpi).reduce((total, row) => total + (row[of] ?? 0), 0);
    compared.push([`${kpi}: numerator`, sum('numerator'), hand?.num ?? 0]);
    compared.push([`${kpi}: denominator`, sum('denominator'), hand?.den ?? 0]);
  }
  return compared;
}

async function compareWaits(db: pg.Client, brief: Brief): Promise<Compared[]> {
  const compared: Compared[] = [];
  for (const [kpi, share] of Object.entries({ wait_p50: 0.5, wait_p90: 0.9 })) {
    const exact = (await recountWaits(db, share, { world: 'live', ...brief.period.days })).get('');
    const [row] = rowsOf(brief, kpi);
    compared.push([`${kpi}: how many`, row?.denominator ?? 0, exact?.n ?? 0]);
    // Where too few points report, the value is withheld; what was counted still stands.
    if (exact && row && row.value !== null) compared.push([`${kpi}: in its slot`, isInSlot(row.value, exact), true]);
  }
  return compared;
}

async function compareEvents(db: pg.Client, { period, counted }: Brief): Promise<Compared[]> {
  const { rows } = await db.query<{ n: number }>(
    `SELECT count(*) AS n FROM events WHERE world = 'live'
       AND time >= $1::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND time < $2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'`,
    [period.days.from, period.days.to],
  );
  return [['events', counted.events, rows[0]?.n]];
}
