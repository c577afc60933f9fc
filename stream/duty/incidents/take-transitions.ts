import type { ChangedAlert, DutyTransaction } from '../transaction.ts';

/**
 * Groups alerts into incidents. Called once in each transaction that changed alerts, in the order in which they opened, before
 * notices are planned; after each commit of the log and after each act. What it changes it notes in `tx`.
 */
export async function takeTransitions(_tx: DutyTransaction, _changed: readonly ChangedAlert[]): Promise<void> {
  // No incidents yet.
}
