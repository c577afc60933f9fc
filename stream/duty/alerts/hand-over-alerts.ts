import type { DutyTransaction } from '../transaction.ts';
import { noteActs } from './note-acts.ts';

/** The open alerts of a world that one person has are another's from now on, until `untilMs` at least. Returns which. */
export async function handOverAlerts(
  tx: DutyTransaction,
  { world, from, to, untilMs }: { world: string; from: string; to: string; untilMs: number },
): Promise<readonly number[]> {
  const { rows } = await tx.sql.query<{ id: number; until: Date }>(
    `UPDATE alerts SET acked_by = $3, acked_at = $4, acked_until = greatest(acked_until, $5), version = version + 1,
       changed_at = $6
     WHERE world = $1 AND closed_at IS NULL AND acked_by = $2 RETURNING id, acked_until AS until`,
    [world, from, to, tx.nowOf(world), new Date(untilMs), tx.now],
  );
  await noteActs(
    tx,
    rows.map(({ id, until }) => ({
      ...{ alert: id, world, by: to, act: 'handed_over' as const, until },
      note: `${from} → ${to}`,
    })),
  );
  return rows.map(({ id }) => id).sort((a, b) => a - b);
}
