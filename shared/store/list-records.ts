import type { Hold } from '../promises/holds.ts';
import type { Sql } from './sql.ts';
import { withdrawnRecordsSql } from './withdrawn-records.ts';

/** One record without anything of the citizen: what became of it, and when. Instants of the world. */
export type RecordSeen = {
  readonly record: string;
  readonly asset: string;
  readonly procedure: string | null;
  readonly channel: string | null;
  readonly level: string | null;
  readonly submittedAt: Date | null;
  readonly dueAt: Date | null;
  readonly steps: readonly { readonly step: string; readonly at: string }[];
  readonly returnedAt: Date | null;
  readonly completedAt: Date | null;
  readonly onTime: boolean | null;
};

/**
 * Which records: of some assets, whose move `by` lies in `fromMs` to before `toMs`; `hold`: only those that keep a KPI down.
 * Raw events are read from `sinceMs` on, where what came before begins.
 */
export type RecordsAsked = {
  readonly world: string;
  readonly assets: readonly string[];
  readonly sinceMs: number;
  readonly fromMs: number;
  readonly toMs: number;
  readonly by: Hold['by'];
  readonly hold: Hold['hold'] | null;
  readonly procedure: string | null;
  readonly limit: number;
  readonly skip: number;
};

/** As the KPIs count: only what tells its level is online or direct, only what had a due date is on time or late. */
const holding: Readonly<Record<Hold['hold'], string>> = {
  direct: `channel = 'counter' AND level IS NOT NULL`,
  not_full: `level IS NOT NULL AND NOT (channel = 'online' AND level = 'full')`,
  late: 'NOT "onTime"',
  returned: '"returnedAt" IS NOT NULL',
  not_digitised: 'NOT digitised',
};

/** Records, the newest first, and how many there are. */
export async function listRecords(
  sql: Sql,
  asked: RecordsAsked,
): Promise<{ readonly rows: readonly RecordSeen[]; readonly total: number }> {
  const { world, assets, sinceMs, fromMs, toMs, by, hold, procedure, limit, skip } = asked;
  const { rows } = await sql.query<RecordSeen & { total: number }>(
    `WITH ${withdrawnRecordsSql('$2', '$3')}, standing AS MATERIALIZED (
       SELECT e.asset, e.time, split_part(e.type, '.', 2) AS what, e.data FROM events e
       WHERE e.world = $1 AND e.asset = ANY($2::text[]) AND e.time >= $3 AND e.time < $5 AND e.type LIKE 'record.%'
         AND e.type <> 'record.voided' AND NOT EXISTS (
           SELECT FROM withdrawn w WHERE w.asset = e.asset AND w.source = e.source AND w.id = e.id)),
     records AS (
       SELECT data ->> 'recordId' AS record, asset, max(data ->> 'procedure') AS procedure,
         max(data ->> 'channel') AS channel, max(data ->> 'level') FILTER (WHERE what = 'submitted') AS level,
         min(time) FILTER (WHERE what = 'submitted') AS "submittedAt",
         (max(data ->> 'dueAt') FILTER (WHERE what = 'submitted'))::timestamptz AS "dueAt",
         coalesce(json_agg(json_build_object('step', data ->> 'step', 'at', time) ORDER BY time)
           FILTER (WHERE what = 'step'), '[]') AS steps,
         min(time) FILTER (WHERE what = 'returned') AS "returnedAt", max(time) FILTER (WHERE what = 'completed') AS "completedAt",
         bool_and((data ->> 'onTime')::boolean) FILTER (WHERE what = 'completed') AS "onTime",
         bool_or(what = 'digitised') AS digitised
       FROM standing GROUP BY 1, 2)
     SELECT record, asset, procedure, channel, level, "submittedAt", "dueAt", steps, "returnedAt", "completedAt", "onTime",
       count(*) OVER ()::int AS total
     FROM records WHERE "${by}At" >= $4 AND "${by}At" < $5 AND ($6::text IS NULL OR procedure = $6)
       AND ${hold === null ? 'true' : holding[hold]}
     ORDER BY "${by}At" DESC, record LIMIT $7 OFFSET $8`,
    [world, assets, new Date(sinceMs), new Date(fromMs), new Date(toMs), procedure, limit, skip],
  );
  return { rows, total: rows[0]?.total ?? 0 };
}
