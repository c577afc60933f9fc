import type { RecordMove } from '../promises/step-waits.ts';
import type { Sql } from './sql.ts';
import { withdrawnRecordsSql } from './withdrawn-records.ts';

/**
 * What happened to the records of some assets within a span, in no order: submitted, steps by name, handed back, completed.
 * What was withdrawn did not happen.
 */
export async function readRecordMoves(
  sql: Sql,
  { world, assets, fromMs, toMs }: { world: string; assets: readonly string[]; fromMs: number; toMs: number },
): Promise<RecordMove[]> {
  const { rows } = await sql.query<{ record: string; step: string; atMs: number }>(
    `WITH ${withdrawnRecordsSql('$2', '$3')}
     SELECT asset || ' ' || (data ->> 'recordId') AS record, coalesce(data ->> 'step', split_part(type, '.', 2)) AS step,
       (extract(epoch FROM time) * 1000)::bigint AS "atMs"
     FROM events e WHERE world = $1 AND asset = ANY($2::text[]) AND time >= $3 AND time < $4
       AND type IN ('record.submitted', 'record.step', 'record.returned', 'record.completed')
       AND NOT EXISTS (SELECT FROM withdrawn w WHERE w.asset = e.asset AND w.source = e.source AND w.id = e.id)`,
    [world, assets, new Date(fromMs), new Date(toMs)],
  );
  return rows;
}
