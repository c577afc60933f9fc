import type { ShelfTold } from '../wire/alert-commands.ts';
import type { Sql } from './sql.ts';

type Row = Omit<ShelfTold, 'at' | 'until' | 'endedAt'> & { at: Date; until: Date; endedAt: Date | null };

/** What a world has put aside: now, and what ended since an instant; with `id` one alone. */
export async function listShelves(
  sql: Sql,
  { world, endedSince, id }: { world?: string; endedSince?: Date | null; id?: number },
): Promise<ShelfTold[]> {
  const { rows } = await sql.query<Row>(
    `SELECT s.id, s.world, s.rule, s.target, s.reason, s.by, s.at, s.until, s.one_shot AS "oneShot", s.ended_at AS "endedAt",
       ARRAY(SELECT a.id FROM alerts a WHERE a.world = s.world AND a.closed_at IS NULL AND s.ended_at IS NULL
         AND a.rule = s.rule AND (s.target IS NULL OR s.target = a.target) ORDER BY a.id) AS alerts
     FROM shelves s
     WHERE ($1::text IS NULL OR s.world = $1) AND ($3::bigint IS NULL OR s.id = $3)
       AND (s.ended_at IS NULL OR s.ended_at >= $2 OR $3 IS NOT NULL)
     ORDER BY s.id`,
    [world ?? null, endedSince ?? null, id ?? null],
  );
  return rows.map(({ at, until, endedAt, alerts, ...row }) => ({
    ...row,
    ...{ at: at.toISOString(), until: until.toISOString(), endedAt: endedAt?.toISOString() ?? null },
    alerts: alerts.map(Number),
  }));
}
