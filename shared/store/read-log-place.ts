import type { Sql } from './sql.ts';

/** A frame of a log; `log` is another one where the log, or the writer, has begun anew since. */
export type LogPlace = { readonly log: string; readonly seq: number };

/** The last frame that is counted; 0 before the first. */
export async function readLogPlace(sql: Sql): Promise<LogPlace> {
  const { rows } = await sql.query<LogPlace>("SELECT concat_ws(' ', stream, fence) AS log, seq FROM writer_position");
  return rows[0] ?? { log: '', seq: 0 };
}
