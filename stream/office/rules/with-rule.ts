import { checkRules } from '#shared/locality/checks/check-rules.ts';
import { inOrder } from '#shared/rules/in-order.ts';
import { rulesDocument, type Rule } from '#shared/rules/rule.ts';
import { listEveryRule } from '#shared/store/list-rules.ts';
import { listUnitSets } from '#shared/store/list-unit-sets.ts';
import type { Sql } from '#shared/store/sql.ts';

/** The rules that would ask if this one were saved, or what is wrong with it beside the others. */
export async function withRule(
  sql: Sql,
  rule: Rule,
): Promise<{ readonly rules: readonly Rule[] } | { readonly fault: string }> {
  const told = await listEveryRule(sql);
  const others = told.filter((one) => one.rule.id !== rule.id);
  // What is switched off may be named as explained all the same.
  const parsed = rulesDocument.safeParse({ rules: [rule, ...others.map((one) => one.rule)] });
  if (!parsed.success) {
    return { fault: parsed.error.issues.map(({ path, code, ...issue }) => wordsOf(path, code, issue)).join('; ') };
  }
  const problems = checkRules(parsed.data.rules, undefined, await listUnitSets(sql));
  if (problems.length > 0)
    return { fault: problems.map(({ column, message }) => `${column}: ${message.en}`).join('; ') };
  const active = others.filter(({ enabled }) => enabled).map((one) => one.rule);
  return { rules: inOrder([rule, ...active]) };
}

function wordsOf(path: readonly PropertyKey[], code: string, issue: { message: string; params?: unknown }): string {
  const { en = issue.message } = (code === 'custom' ? issue.params : undefined) as { en?: string };
  return `${path.map(String).join('.')}: ${en}`;
}
