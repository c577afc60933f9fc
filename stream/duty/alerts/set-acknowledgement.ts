import { readAlertViews } from '#shared/store/read-alert-views.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import type { DutyTransaction } from '../transaction.ts';
import { noteActs } from './note-acts.ts';

/** Says who has an alert, or that nobody has. Returns the alert as it stands then. */
export async function setAcknowledgement(
  tx: DutyTransaction,
  { id, world }: Pick<AlertView, 'id' | 'world'>,
  wish: {
    readonly acknowledgement: AlertView['acknowledgement'];
    readonly by: string;
    readonly note?: string | undefined;
  },
): Promise<AlertView> {
  const { acknowledgement, by, note } = wish;
  await tx.sql.query(
    `UPDATE alerts SET acked_by = $2, acked_at = $3, acked_until = $4, version = version + 1, changed_at = $5 WHERE id = $1`,
    [id, acknowledgement?.by ?? null, acknowledgement?.at ?? null, acknowledgement?.until ?? null, tx.now],
  );
  const act = acknowledgement ? 'acknowledged' : 'unacknowledged';
  await noteActs(tx, [{ alert: id, world, by, act, until: acknowledgement?.until ?? null, note }]);
  const [view] = await readAlertViews(tx.sql, { ids: [id] });
  if (!view) throw new Error(`alert ${id} is gone while it is held`);
  return view;
}
