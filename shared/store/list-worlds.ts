import type { WorldClock } from '../wire/world.ts';
import type { Sql } from './sql.ts';

/** Every world other than `live`, with its clock, in order of name. */
export async function listWorlds(sql: Sql): Promise<WorldClock[]> {
  const { rows } = await sql.query<WorldClock>(
    `SELECT world, anchor_real_ms AS "anchorRealMs", anchor_world_ms AS "anchorWorldMs", speed, hold_at_ms AS "holdAtMs"
     FROM worlds ORDER BY world`,
  );
  return rows;
}
