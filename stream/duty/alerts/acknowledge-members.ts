import type { DutyTransaction } from '../transaction.ts';
import { noteActs } from './note-acts.ts';

/** Who takes an incident has its alerts too: those that are open and that nobody has. Returns which. */
export async function acknowledgeMembers(
  tx: DutyTransaction,
  { id, world }: { readonly id: number; readonly world: string },
  { by, untilMs }: { readonly by: string; readonly untilMs: number },
): Promise<readonly number[]> {
  const until = new Date(untilMs);
  const { rows } = await tx.sql.query<{ id: number }>(
    `UPDATE alerts SET acked_by = $2, acked_at = $3, acked_until = $4, version = version + 1, changed_at = $5
     WHERE incident = $1 AND closed_at IS NULL AND acked_by IS NULL RETURNING id`,
    [id, by, tx.nowOf(world), until, tx.now],
  );
  await noteActs(
    tx,
    rows.map(({ id: alert }) => ({ alert, world, by, act: 'acknowledged' as const, until })),
  );
  return rows.map((row) => row.id);
}

/** Nobody has these any more, unless somebody acted on one since. */
export async function releaseMembers(
  tx: DutyTransaction,
  { world, alerts, by }: { readonly world: string; readonly alerts: readonly number[]; readonly by: string },
): Promise<void> {
  const { rows } = await tx.sql.query<{ id: number }>(
    `UPDATE alerts SET acked_by = NULL, acked_at = NULL, acked_until = NULL, version = version + 1, changed_at = $3
     WHERE id = ANY($1::bigint[]) AND closed_at IS NULL AND acked_by = $2 RETURNING id`,
    [alerts, by, tx.now],
  );
  await noteActs(
    tx,
    rows.map(({ id: alert }) => ({ alert, world, by, act: 'unacknowledged' as const })),
  );
}
