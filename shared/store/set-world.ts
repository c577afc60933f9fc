import type { WorldClock } from '../wire/world.ts';
import type { Sql } from './sql.ts';

/** Makes a world or sets its clock; the same clock again writes nothing. */
export async function setWorld(sql: Sql, clock: WorldClock): Promise<'created' | 'moved' | 'unchanged'> {
  const { rows } = await sql.query<{ created: boolean }>(
    `INSERT INTO worlds AS w (world, anchor_real_ms, anchor_world_ms, speed, hold_at_ms) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (world) DO UPDATE SET
       anchor_real_ms = excluded.anchor_real_ms, anchor_world_ms = excluded.anchor_world_ms,
       speed = excluded.speed, hold_at_ms = excluded.hold_at_ms
     WHERE (w.anchor_real_ms, w.anchor_world_ms, w.speed, w.hold_at_ms)
       IS DISTINCT FROM (excluded.anchor_real_ms, excluded.anchor_world_ms, excluded.speed, excluded.hold_at_ms)
     RETURNING (xmax = 0) AS created`,
    [clock.world, clock.anchorRealMs, clock.anchorWorldMs, clock.speed, clock.holdAtMs],
  );
  if (!rows[0]) return 'unchanged';
  return rows[0].created ? 'created' : 'moved';
}
