import { inOrder } from '../rules/in-order.ts';
import { ruleSchema, type Rule } from '../rules/rule.ts';
import type { Sql } from './sql.ts';

/** Rules that ask now. `version` differs where any of them does. */
export type ListedRules = { readonly rules: readonly Rule[]; readonly version: string };

/** The rules of the city as they hold now, in the order in which they are judged; those switched off left out. */
export async function listRules(sql: Sql): Promise<ListedRules> {
  const { rows } = await sql.query<{ body: string; version: string }>(
    `SELECT body, encode(sha256(convert_to(string_agg(body, E'\\n' ORDER BY id) OVER (), 'UTF8')), 'hex') AS version
     FROM rules WHERE enabled AND valid_from <= now() AND (valid_to > now() OR valid_to IS NULL)`,
  );
  const rules = rows.map(({ body }) => ruleSchema.parse(JSON.parse(body)));
  return { rules: inOrder(rules), version: rows[0]?.version ?? '' };
}
