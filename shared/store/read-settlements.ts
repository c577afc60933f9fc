import type { PaymentMethod } from '../money/method.ts';
import type { Sql } from './sql.ts';

/** What an operator stated of a site: what it took by one method from an instant to another, exclusive. */
export type SettlementRow = {
  readonly site: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly method: PaymentMethod;
  readonly payments: number;
  readonly amountVnd: number;
  readonly statedMs: number;
};

/** The statements, not withdrawn, of periods that begin in `[fromMs, toMs)`, in the order of the log. */
export async function readSettlements(
  sql: Sql,
  { world, fromMs, toMs }: { world: string; fromMs: number; toMs: number },
): Promise<SettlementRow[]> {
  const { rows } = await sql.query<SettlementRow>(
    `SELECT * FROM (
       SELECT e.asset AS site, e.data->>'method' AS method, (e.data->>'transactions')::int AS payments,
         (e.data->>'amountVnd')::bigint AS "amountVnd", (extract(epoch FROM e.time) * 1000)::bigint AS "statedMs",
         (extract(epoch FROM (e.data->>'from')::timestamptz) * 1000)::bigint AS "fromMs",
         (extract(epoch FROM (e.data->>'to')::timestamptz) * 1000)::bigint AS "toMs", e.seq, e.idx
       FROM events e WHERE e.world = $1 AND e.type = 'parking.settled' AND e.time >= $2 AND NOT EXISTS (
         SELECT FROM voids v WHERE v.applied AND v.asset = e.asset AND v.key =
           left(encode(sha256(convert_to(concat_ws(E'\\n', e.world, e.source, e.id), 'UTF8')), 'hex'), 32)::uuid)
     ) AS stated
     WHERE "fromMs" >= $3 AND "fromMs" < $4 ORDER BY seq, idx`,
    [world, new Date(fromMs), fromMs, toMs],
  );
  return rows;
}
