import type { MaintenanceScope } from '#shared/wire/alert-commands.ts';
import type { DutyTransaction } from '../transaction.ts';
import { layOverWorld } from './lay-over-alerts.ts';

/** What planned work is opened with. */
export type NewWindow = {
  readonly world: string;
  readonly scope: MaintenanceScope;
  readonly from: string | Date;
  readonly to: string | Date;
  readonly weekly: string | null;
  readonly reason: string;
  readonly by: string;
};

/** Opens a maintenance window and lays it over what is open. Returns its number. */
export async function openWindow(
  tx: DutyTransaction,
  { world, scope, from, to, weekly, reason, by }: NewWindow,
): Promise<number> {
  const now = tx.nowOf(world);
  const { rows } = await tx.sql.query<{ id: number }>(
    `INSERT INTO maintenance_windows (world, scope, from_at, to_at, weekly, reason, by, set_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    [world, JSON.stringify(scope), from, to, weekly, reason, by, now],
  );
  const [row] = rows;
  if (!row) throw new Error('maintenance_windows: the window was not stored');
  await layOverWorld(tx, { world, now, isLate: true });
  return row.id;
}
