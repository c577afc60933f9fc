import type pg from 'pg';
import type { Brief } from '#shared/brief/brief.ts';
import { recountByHand, recounted } from '../../support/kpis-by-hand/recount-counts.ts';
import { recountSeenWell } from '../../support/kpis-by-hand/recount-seen-well.ts';
import { isInSlot, recountWaits } from '../../support/kpis-by-hand/recount-waits.ts';
import { comparePast } from './compare-past.ts';
import { rowsOf, type Compared } from './compared.ts';

/** Compares a brief's figures of the city with SQL written by hand; returns how many there were. Throws at a difference. */
export async function checkBrief(db: pg.Client, brief: Brief): Promise<number> {
  const compared = [
    ...(await compareCounts(db, brief)),
    ...(await compareSeenWell(db, brief)),
    ...(await compareWaits(db, brief)),
    ...(await compareEvents(db, brief)),
    ...(await comparePast(db, brief)),
    ...compareTargets(brief),
    ...(await compareAnswers(db, brief)),
  ];
  const { from } = brief.period.days;
  for (const [what, found, expected] of compared) {
    if (found === expected) continue;
    throw new Error(`${what} of ${from} is ${String(found)} in the brief and ${String(expected)} by hand`);
  }
  return compared.length;
}

/** How far each figure is past its target, by arithmetic; where none can be told nothing may be said of it. */
function compareTargets({ counted }: Brief): Compared[] {
  return counted.kpis.map(({ kpi, unit, value, target, direction, gap }) => {
    const past = value === null || target === null ? null : direction === 'at_least' ? value - target : target - value;
    return [`${kpi} of ${unit || 'the city'}: gap`, gap, past];
  });
}

/** What units said of their days to figures of the city that fell short, by number. */
async function compareAnswers(db: pg.Client, { counted, recorded }: Brief): Promise<Compared[]> {
  const behind = counted.kpis.filter(({ unit, standing }) => unit === '' && standing === 'behind');
  const { rows } = await db.query<{ id: number }>(
    `SELECT DISTINCT a.id FROM unit_answers a JOIN unnest($1::text[], $2::date[], $3::date[]) AS b(kpi, first, past)
       ON a.kpi = b.kpi AND daterange(period_from, period_to) && daterange(first, past)
     WHERE world = 'live' AND withdrawn_at IS NULL ORDER BY a.id DESC`,
    [behind.map(({ kpi }) => kpi), behind.map(({ days }) => days.from), behind.map(({ days }) => days.to)],
  );
  const told = (recorded.answers ?? []).filter(({ beside }) => beside.includes('')).map(({ id }) => id);
  return [['answers of units', told.join(' '), rows.map(({ id }) => id).join(' ')]];
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
  const { rows } = await db.query<{ source: string; n: number; last: Date }>(
    `SELECT source, count(*) AS n, max(time) AS last FROM events WHERE world = 'live'
       AND time >= $1::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh' AND time < $2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh'
     GROUP BY source`,
    [period.days.from, period.days.to],
  );
  const said = new Map(counted.sources.map((one) => [one.source, one]));
  return [
    ['events', counted.events, rows.reduce((sum, { n }) => sum + n, 0)],
    ['sources that sent', counted.sources.filter(({ silent }) => !silent).length, rows.length],
    ...rows.flatMap(({ source, n, last }): Compared[] => [
      [`events of ${source}`, said.get(source)?.events, n],
      [`last of ${source}`, said.get(source)?.lastAt, last.toISOString()],
    ]),
  ];
}
