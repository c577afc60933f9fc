import type pg from 'pg';
import type { KpiId } from '#shared/kpi/kpi-units.ts';

/** A KPI's numerator and denominator by unit; '' is the city. */
export type ByHand = ReadonlyMap<string, { readonly num: number; readonly den: number }>;

const submitted = `type = 'record.submitted'`;
const telling = `${submitted} AND data->>'level' IS NOT NULL`;
const direct = `${telling} AND data->>'channel' = 'counter'`;
const isOpen = `extract(isodow FROM local) < 6 AND extract(hour FROM local) IN (8, 9, 10, 11, 14, 15, 16)`;

/** What each KPI counts, said anew over raw events, without anything of the KPIs' own code. */
const counted: Readonly<Partial<Record<KpiId, readonly [num: string, den: string]>>> = {
  online_share: [count(`${telling} AND data->>'channel' = 'online'`), count(telling)],
  full_process_share: [count(`${telling} AND data->>'channel' = 'online' AND data->>'level' = 'full'`), count(telling)],
  online_procedure_share: [
    distinct(`${telling} AND data->>'channel' = 'online'`),
    distinct(`${telling} AND data->>'channel' IN ('online', 'counter')`),
  ],
  on_time_share: [
    count(`type = 'record.completed' AND data->>'onTime' = 'true'`),
    count(`type = 'record.completed' AND data->>'onTime' IS NOT NULL`),
  ],
  digitised_share: [count(`type = 'record.digitised'`), count(submitted)],
  paid_online_share: [
    count(`type = 'record.paid' AND data->>'online' = 'true'`),
    count(`type = 'record.paid' AND data->>'online' IS NOT NULL`),
  ],
  returned_share: [count(`type = 'record.returned'`), count(`type = 'record.completed'`)],
  satisfaction: [count(`type = 'feedback.given' AND (data->>'score')::int >= 4`), count(`type = 'feedback.given'`)],
  hotline_answered_share: [count(`type = 'call.answered'`), count(`type = 'call.queued'`)],
  hotline_speed: [
    `coalesce(sum(round((data->>'waitS')::numeric * 1000)) FILTER (WHERE type = 'call.answered'), 0)`,
    count(`type = 'call.answered'`),
  ],
  people_supported: [
    count(`type = 'call.answered' OR (type = 'chat.ended' AND data->>'outcome' <> 'abandoned')`),
    'NULL::bigint',
  ],
  cashless_share: [count(`type = 'parking.paid' AND data->>'method' <> 'cash'`), count(`type = 'parking.paid'`)],
  electronic_document_share: [
    count(`type = 'document.exchanged' AND data->>'electronic' = 'true'`),
    count(`type = 'document.exchanged'`),
  ],
  signed_document_share: [
    count(`type = 'document.exchanged' AND data->>'signed' = 'true'`),
    count(`type = 'document.exchanged'`),
  ],
  certified_copy_share: [count(`${direct} AND data->>'procedure' = '2.000815'`), count(direct)],
};

/** Events that stand: their local time, and the unit under which they are read. `$4`: old unit, `$5`: its successor. */
const standing = `withdrawn AS MATERIALIZED (
  SELECT source, asset, split_part(type, '.', 1) AS kind, data->>'id' AS id FROM events WHERE world = $1 AND type LIKE '%.voided'),
standing AS MATERIALIZED (
  SELECT type, data, asset, time, time AT TIME ZONE 'Asia/Ho_Chi_Minh' AS local,
    CASE WHEN unit = $4 THEN $5 ELSE unit END AS unit
  FROM events e
  WHERE world = $1 AND type NOT LIKE '%.voided'
    AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date >= $2::date AND (time AT TIME ZONE 'Asia/Ho_Chi_Minh')::date < $3::date
    AND NOT EXISTS (SELECT FROM withdrawn w WHERE w.source = e.source AND w.asset = e.asset
      AND w.kind = split_part(e.type, '.', 1) AND w.id = e.id))`;

export type HandAsked = {
  readonly from: string;
  /** Exclusive. */
  readonly to: string;
  /** An SQL condition on `unit`, `local` and `time`: what to leave out. */
  readonly without?: string;
  readonly merged?: readonly [old: string, next: string];
};

/** Counts one KPI again over raw events. */
export async function recountByHand(db: pg.Client, kpi: KpiId, asked: HandAsked): Promise<ByHand> {
  const [num, den] = counted[kpi] ?? [];
  if (num === undefined) throw new Error(`${kpi} has no recount`);
  const { rows } = await db.query<{ unit: string; num: number; den: number }>(
    `WITH ${standing}
     SELECT coalesce(unit, '') AS unit, (${num})::bigint AS num, (${den})::bigint AS den
     FROM standing WHERE NOT (${asked.without ?? 'false'}) GROUP BY GROUPING SETS ((unit), ())`,
    ['live', asked.from, asked.to, ...(asked.merged ?? ['', ''])],
  );
  return new Map(rows.map(({ unit, ...pair }) => [unit, pair]));
}

/** Milliseconds in which kiosks, or systems, were seen well, and those in which they ought to have been. */
export async function recountSeenWell(
  db: pg.Client,
  what: 'kiosk' | 'system',
  { asOf, ...asked }: HandAsked & { readonly asOf: string },
): Promise<ByHand> {
  const [type, field, kinds, open] =
    what === 'kiosk'
      ? ['kiosk.heartbeat', 'healthy', `'kiosk', 'robot'`, isOpen]
      : ['link.checked', 'ok', `'system'`, 'true'];
  const hours = `generate_series($2::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh',
    least($3::date::timestamp AT TIME ZONE 'Asia/Ho_Chi_Minh', date_trunc('hour', $6::timestamptz)) - interval '1 hour', '1 hour')`;
  const { rows } = await db.query<{ unit: string; num: number; den: number }>(
    `WITH ${standing}, well AS (
       SELECT unit, sum((data->>'coversS')::bigint * 1000) AS ms FROM standing
       WHERE type = '${type}' AND data->>'${field}' = 'true' AND ${open} AND time < date_trunc('hour', $6::timestamptz)
         AND NOT (${asked.without ?? 'false'}) GROUP BY unit),
     ought AS (
       SELECT a.unit, count(*) * 3600000 AS ms FROM assets a,
         LATERAL (SELECT h AS time, h AT TIME ZONE 'Asia/Ho_Chi_Minh' AS local FROM ${hours} h) hour
       WHERE a.kind IN (${kinds}) AND ${open} AND NOT (${asked.without ?? 'false'})
         AND hour.time >= (SELECT date_trunc('hour', min(e.time)) FROM events e WHERE e.world = $1 AND e.type = '${type}')
       GROUP BY a.unit)
     SELECT coalesce(unit, '') AS unit, coalesce(sum(w.ms), 0)::bigint AS num, sum(o.ms)::bigint AS den
     FROM ought o LEFT JOIN well w USING (unit) GROUP BY GROUPING SETS ((unit), ())`,
    ['live', asked.from, asked.to, ...(asked.merged ?? ['', '']), asOf],
  );
  return new Map(rows.map(({ unit, ...pair }) => [unit, pair]));
}

/** Exact percentiles of waits by unit, with how many there were. */
export async function recountWaits(
  db: pg.Client,
  share: number,
  asked: HandAsked,
): Promise<Map<string, { n: number; ms: number }>> {
  const { rows } = await db.query<{ unit: string; n: number; ms: number }>(
    `WITH ${standing}
     SELECT coalesce(unit, '') AS unit, count(*) AS n,
       percentile_disc($6) WITHIN GROUP (ORDER BY (data->>'waitS')::float8 * 1000) AS ms
     FROM standing WHERE type = 'ticket.called' AND NOT (${asked.without ?? 'false'}) GROUP BY GROUPING SETS ((unit), ())`,
    ['live', asked.from, asked.to, ...(asked.merged ?? ['', '']), share],
  );
  return new Map(rows.map(({ unit, n, ms }) => [unit, { n, ms }]));
}

/** Records of the citizens of each unit: wherever they were served, and those served here that do not say whose they are. */
export async function recountCitizens(db: pg.Client, asked: HandAsked): Promise<ByHand> {
  const { rows } = await db.query<{ unit: string; num: number; den: number }>(
    `WITH ${standing}
     SELECT coalesce(data->>'citizenUnit', unit) AS unit,
       ${count(`${telling} AND data->>'channel' = 'online'`)} AS num, ${count(submitted)} AS den
     FROM standing GROUP BY 1`,
    ['live', asked.from, asked.to, ...(asked.merged ?? ['', ''])],
  );
  return new Map(rows.map(({ unit, ...pair }) => [unit, pair]));
}

function count(condition: string): string {
  return `count(*) FILTER (WHERE ${condition})`;
}

function distinct(condition: string): string {
  return `count(DISTINCT data->>'procedure') FILTER (WHERE ${condition})`;
}

export const recounted = Object.keys(counted) as KpiId[];
