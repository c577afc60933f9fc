import type { DutyTransaction } from '../transaction.ts';

/** How an act is taken back: what was there before it, and the version it left where it has one. */
export type Inverse =
  | {
      readonly kind: 'acknowledgement';
      readonly alert: number;
      readonly version: number;
      readonly was: { readonly by: string; readonly at: string; readonly until: string } | null;
    }
  /** `isOpen`: whether it was there before the act. */
  | { readonly kind: 'shelf' | 'window'; readonly id: number; readonly isOpen: boolean };

/** Remembers how an act can be taken back for a few seconds, and forgets those for which it is too late. */
export async function rememberInverse(
  { sql, now }: DutyTransaction,
  act: { readonly command: string; readonly actor: string; readonly verb: string; readonly inverse: Inverse },
): Promise<void> {
  await sql.query(`DELETE FROM undoable_acts WHERE real_at < $1::timestamptz - interval '1 hour'`, [now]);
  await sql.query('INSERT INTO undoable_acts (command, actor, verb, inverse, real_at) VALUES ($1, $2, $3, $4, $5)', [
    ...[act.command, act.actor, act.verb, JSON.stringify(act.inverse), now],
  ]);
}
