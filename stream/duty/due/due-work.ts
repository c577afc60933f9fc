import type { DutyTransaction } from '../transaction.ts';

/** A world whose clock has moved in this transaction. `isLate`: its newest tick is old, the log is being caught up with. */
export type TickedWorld = { readonly world: string; readonly now: Date; readonly isLate: boolean };

/**
 * What time does by itself: an acknowledgement that ends, a step of an escalation. Called in each transaction that took a tick
 * in, about once a second, after the log's own transitions and before incidents and notices; one indexed question where
 * nothing is due.
 */
export type DueWork = (tx: DutyTransaction, worlds: readonly TickedWorld[]) => Promise<void>;
