import type { DutyTransaction } from '../transaction.ts';

/** A world whose clock has moved in this transaction. */
export type TickedWorld = { readonly world: string; readonly now: Date };

/**
 * What time does by itself: an acknowledgement that ends, a step of an escalation. Called in each transaction that took a tick
 * in, about once a second, before incidents and notices; one indexed question where nothing is due.
 */
export type DueWork = (tx: DutyTransaction, worlds: readonly TickedWorld[]) => Promise<void>;

/** Everything that comes due, in this order. */
export const allDue: readonly DueWork[] = [];
