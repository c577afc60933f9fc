import type pg from 'pg';
import type { KpiId } from '#shared/kpi/kpi-units.ts';
import { handParameters, standingSql, type HandAsked } from './standing.ts';

/** A KPI's numerator and denominator by unit; '' is the city. A running count has no denominator. */
export type ByHand = ReadonlyMap<string, { readonly num: number; readonly den: number | null }>;

/** What a KPI counts: the types of events, and two SQL aggregates over them. */
type Counted = readonly [types: readonly string[], num: string, den: string];

const submitted = `type = 'record.submitted'`;
const telling = `${submitted} AND data->>'level' IS NOT NULL`;
const online = `${telling} AND data->>'channel' = 'online'`;
const direct = `${telling} AND data->>'channel' = 'counter'`;
const proceduresToldOf = distinct(`${telling} AND data->>'channel' IN ('online', 'counter')`);

/** What each KPI counts, said anew over raw events, without anything of the KPIs' own code. */
const counted: Readonly<Partial<Record<KpiId, Counted>>> = {
  online_share: [['record.submitted'], count(online), count(telling)],
  full_process_share: [['record.submitted'], count(`${online} AND data->>'level' = 'full'`), count(telling)],
  online_procedure_share: [['record.submitted'], distinct(online), proceduresToldOf],
  on_time_share: [['record.completed'], count(`data->>'onTime' = 'true'`), count(`data->>'onTime' IS NOT NULL`)],
  digitised_share: [['record.digitised', 'record.submitted'], count(`type = 'record.digitised'`), count(submitted)],
  paid_online_share: [['record.paid'], count(`data->>'online' = 'true'`), count(`data->>'online' IS NOT NULL`)],
  returned_share: [
    ['record.returned', 'record.completed'],
    count(`type = 'record.returned'`),
    count(`type = 'record.completed'`),
  ],
  satisfaction: [['feedback.given'], count(`(data->>'score')::int >= 4`), 'count(*)'],
  hotline_answered_share: [
    ['call.answered', 'call.queued'],
    count(`type = 'call.answered'`),
    count(`type = 'call.queued'`),
  ],
  hotline_speed: [['call.answered'], `coalesce(sum(round((data->>'waitS')::numeric * 1000)), 0)`, 'count(*)'],
  people_supported: [
    ['call.answered', 'chat.ended'],
    count(`type = 'call.answered' OR data->>'outcome' <> 'abandoned'`),
    'NULL::bigint',
  ],
  cashless_share: [['parking.paid'], count(`data->>'method' <> 'cash'`), 'count(*)'],
  electronic_document_share: [['document.exchanged'], count(`data->>'electronic' = 'true'`), 'count(*)'],
  signed_document_share: [['document.exchanged'], count(`data->>'signed' = 'true'`), 'count(*)'],
  certified_copy_share: [['record.submitted'], count(`${direct} AND data->>'procedure' = '2.000815'`), count(direct)],
};

/** The same by procedures, of the KPIs that can be asked so. */
const countedByProcedures: typeof counted = {
  online_share: [['record.submitted'], distinct(online), proceduresToldOf],
  full_process_share: [['record.submitted'], distinct(`${online} AND data->>'level' = 'full'`), proceduresToldOf],
};

/** Every KPI that is counted in whole events. */
export const recounted = Object.keys(counted) as KpiId[];

/** Counts one KPI again over raw events, of the city and of every unit that had any of them. */
export function recountByHand(db: pg.Client, kpi: KpiId, asked: HandAsked): Promise<ByHand> {
  return recountOne(db, counted[kpi], asked);
}

/** As `recountByHand`, of different procedures instead of records. */
export function recountProcedures(db: pg.Client, kpi: KpiId, asked: HandAsked): Promise<ByHand> {
  return recountOne(db, countedByProcedures[kpi], asked);
}

async function recountOne(db: pg.Client, one: Counted | undefined, asked: HandAsked): Promise<ByHand> {
  if (!one) throw new Error('this KPI has no recount');
  const [types, num, den] = one;
  const { rows } = await db.query<{ unit: string; num: number; den: number | null }>(
    `WITH ${standingSql(types)}
     SELECT coalesce(unit, '') AS unit, (${num})::bigint AS num, (${den})::bigint AS den
     FROM standing WHERE NOT (${asked.without ?? 'false'}) GROUP BY GROUPING SETS ((unit), ())`,
    handParameters(asked),
  );
  return byUnit(rows);
}

/** Records of the citizens of each unit: wherever they were served, and those served here that do not say whose they are. */
export async function recountCitizens(
  db: pg.Client,
  kpi: 'online_share' | 'full_process_share',
  asked: HandAsked,
): Promise<ByHand> {
  const [, num] = counted[kpi] ?? [];
  const { rows } = await db.query<{ unit: string; num: number; den: number }>(
    `WITH ${standingSql(['record.submitted'])}
     SELECT coalesce(data->>'citizenUnit', unit) AS unit, (${num ?? ''})::bigint AS num, count(*) AS den
     FROM standing GROUP BY 1`,
    handParameters(asked),
  );
  return byUnit(rows);
}

/** Counts one KPI of the whole city again over raw events, by civil day; a day without any of them is left out. */
export async function recountByDays(
  db: pg.Client,
  kpi: KpiId,
  asked: HandAsked,
): Promise<ReadonlyMap<string, { readonly num: number; readonly den: number | null }>> {
  const one = counted[kpi];
  if (!one) throw new Error('this KPI has no recount');
  const [types, num, den] = one;
  const { rows } = await db.query<{ day: string; num: number; den: number | null }>(
    `WITH ${standingSql(types)}
     SELECT to_char(local, 'YYYY-MM-DD') AS day, (${num})::bigint AS num, (${den})::bigint AS den FROM standing GROUP BY 1`,
    handParameters(asked),
  );
  return new Map(rows.map(({ day, ...pair }) => [day, pair]));
}

function byUnit(rows: readonly { unit: string; num: number; den: number | null }[]): ByHand {
  return new Map(rows.map(({ unit, ...pair }) => [unit, pair]));
}

function count(condition: string): string {
  return `count(*) FILTER (WHERE ${condition})`;
}

function distinct(condition: string): string {
  return `count(DISTINCT data->>'procedure') FILTER (WHERE ${condition})`;
}
