import type { MaintenanceWindow, Shelf } from '../duty/silencing.ts';
import type { Sql } from './sql.ts';

/** What a world's alerts are silenced by: shelves and maintenance windows that have not ended. */
export type Silences = { readonly shelves: readonly Shelf[]; readonly windows: readonly MaintenanceWindow[] };

/** Every silence of a world that has not ended, windows that have yet to begin among them. */
export async function listSilences(sql: Sql, world: string): Promise<Silences> {
  const shelves = await sql.query<Omit<Shelf, 'until'> & { until: Date }>(
    `SELECT id, rule, target, by, until, one_shot AS "oneShot", has_silenced AS "hasSilenced" FROM shelves
     WHERE world = $1 AND ended_at IS NULL ORDER BY id`,
    [world],
  );
  const windows = await sql.query<Omit<MaintenanceWindow, 'from' | 'to'> & { from: Date; to: Date }>(
    `SELECT id, scope, from_at AS "from", to_at AS "to", weekly FROM maintenance_windows
     WHERE world = $1 AND ended_at IS NULL ORDER BY id`,
    [world],
  );
  return {
    shelves: shelves.rows.map((shelf) => ({ ...shelf, until: shelf.until.toISOString() })),
    windows: windows.rows.map((window) => ({
      ...window,
      from: window.from.toISOString(),
      to: window.to.toISOString(),
    })),
  };
}
