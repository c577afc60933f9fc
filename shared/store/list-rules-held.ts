import { inOrder } from '../rules/in-order.ts';
import type { RulesHeld } from '../rules/replay/held-evaluator.ts';
import { ruleSchema } from '../rules/rule.ts';
import type { Sql } from './sql.ts';

type Row = { readonly body: string; readonly fromMs: number; readonly toMs: number };

/** The rules that asked in a stretch of real time, set by set: the first as they held when it began. */
export async function listRulesHeld(
  sql: Sql,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Promise<RulesHeld[]> {
  const { rows } = await sql.query<Row>(
    `SELECT body, (extract(epoch FROM greatest(valid_from, $1)) * 1000)::float8 AS "fromMs",
       (extract(epoch FROM least(valid_to, $2)) * 1000)::float8 AS "toMs"
     FROM rules WHERE enabled AND valid_from < $2 AND (valid_to > $1 OR valid_to IS NULL)`,
    [new Date(fromMs), new Date(toMs)],
  );
  const changes = new Set([fromMs, ...rows.flatMap((row) => [row.fromMs, row.toMs])].filter((ms) => ms < toMs));
  const rules = rows.map(({ body, ...held }) => ({ ...held, rule: ruleSchema.parse(JSON.parse(body)) }));
  return [...changes]
    .sort((a, b) => a - b)
    .map((ms) => ({
      fromMs: ms,
      rules: inOrder(rules.filter((one) => one.fromMs <= ms && ms < one.toMs).map(({ rule }) => rule)),
    }));
}
