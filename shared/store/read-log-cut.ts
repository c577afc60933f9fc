import type { BriefCut } from '../brief/brief.ts';
import type { Sql } from './sql.ts';

/** Up to which frame of which log the roll-ups count, and the alerts were judged; read in one snapshot with them. */
export async function readLogCut(sql: Sql): Promise<BriefCut> {
  const { rows } = await sql.query<BriefCut>(
    `SELECT coalesce((SELECT stream FROM writer_position), '') AS stream,
       coalesce((SELECT seq FROM writer_position), 0)::bigint AS seq,
       coalesce((SELECT seq FROM duty_position), 0)::bigint AS "dutySeq"`,
  );
  return rows[0] ?? { stream: '', seq: 0, dutySeq: 0 };
}
