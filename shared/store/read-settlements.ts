import type { PaymentMethod } from '../money/method.ts';
import type { Sql } from './sql.ts';
import { standingSql } from './standing-parking.ts';

/** What an operator stated of a site: what it took by one method in a period that begins at an instant. */
export type SettlementRow = {
  readonly site: string;
  readonly fromMs: number;
  readonly method: PaymentMethod;
  readonly payments: number;
  readonly amountVnd: number;
  readonly statedMs: number;
};

type Row = {
  readonly site: string;
  readonly statedMs: number;
  readonly data: { from: string; method: PaymentMethod; transactions: number; amountVnd: number };
};

/** The statements, not withdrawn, of periods that begin in `[fromMs, toMs)`, in the order of the log. */
export async function readSettlements(
  sql: Sql,
  { world, fromMs, toMs }: { world: string; fromMs: number; toMs: number },
): Promise<SettlementRow[]> {
  // Read whole here: the database would read a text again for each of its fields.
  const { rows } = await sql.query<Row>(
    `SELECT e.asset AS site, (extract(epoch FROM e.time) * 1000)::bigint AS "statedMs", e.data
     FROM events e WHERE e.world = $1 AND e.type = 'parking.settled' AND e.time >= $2 AND ${standingSql}
     ORDER BY e.seq, e.idx`,
    [world, new Date(fromMs)],
  );
  return rows.flatMap(({ site, statedMs, data: { from, method, transactions, amountVnd } }): SettlementRow[] => {
    const beginsMs = Date.parse(from);
    if (beginsMs < fromMs || beginsMs >= toMs) return [];
    return [{ site, fromMs: beginsMs, method, payments: transactions, amountVnd, statedMs }];
  });
}
