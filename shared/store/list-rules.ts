import { hashRules } from '../rules/hash-rules.ts';
import { inOrder } from '../rules/in-order.ts';
import { ruleSchema, type Rule } from '../rules/rule.ts';
import type { RuleTold } from '../wire/rule-commands.ts';
import type { Sql } from './sql.ts';

/** Rules that ask now. `version` differs where any of them does. */
export type ListedRules = { readonly rules: readonly Rule[]; readonly version: string };

type Row = Omit<RuleTold, 'rule'> & { body: string };

/** The rules of the city as they hold now, in the order in which they are judged; those switched off left out. */
export async function listRules(sql: Sql): Promise<ListedRules> {
  const rules = (await listEveryRule(sql)).flatMap(({ rule, enabled }) => (enabled ? [rule] : []));
  return { rules, version: hashRules(rules) };
}

/** Every rule there is now, those switched off too. */
export async function listEveryRule(sql: Sql): Promise<RuleTold[]> {
  const { rows } = await sql.query<Row>(
    `SELECT body, enabled, edited_by AS "editedBy", valid_from AS since
     FROM rules WHERE valid_from <= now() AND (valid_to > now() OR valid_to IS NULL)`,
  );
  const told = rows.map(({ body, ...rest }) => ({ rule: ruleSchema.parse(JSON.parse(body)), ...rest }));
  const places = new Map(inOrder(told.map(({ rule }) => rule)).map(({ id }, at) => [id, at]));
  return told.sort((a, b) => (places.get(a.rule.id) ?? 0) - (places.get(b.rule.id) ?? 0));
}
