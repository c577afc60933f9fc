import type { Sql } from './sql.ts';

/** The last frame of the log that is counted; 0 before the first. */
export async function readWriterPlace(sql: Sql): Promise<number> {
  const { rows } = await sql.query<{ seq: number }>('SELECT seq FROM writer_position');
  return rows[0]?.seq ?? 0;
}
