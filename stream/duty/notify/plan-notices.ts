import type { ChangedAlert, DutyTransaction } from '../transaction.ts';

/** What a transaction changed: alerts, and the ids of incidents. */
export type Changed = { readonly alerts: readonly ChangedAlert[]; readonly incidents: readonly number[] };

/** Writes what persons are to be told into the outbox. Called last in each transaction that changed something. */
export async function planNotices(_tx: DutyTransaction, _changed: Changed): Promise<void> {
  // Nobody is told yet.
}
