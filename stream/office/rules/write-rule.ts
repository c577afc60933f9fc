import { canonicalize } from 'json-canonicalize';
import { layOver } from '#shared/kpi/ledger/lay-over.ts';
import type { RegistryRow } from '#shared/locality/registry/registry-table.ts';
import { registryTables } from '#shared/locality/registry/registry-tables.ts';
import type { Rule } from '#shared/rules/rule.ts';
import { readRegistryRows } from '#shared/store/read-registry-rows.ts';
import type { Sql } from '#shared/store/sql.ts';
import { writeRegistryRows } from '#shared/store/write-registry-rows.ts';

/** A rule as it is to be from an instant on, or that it is to ask no more. */
export type RuleChange = {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly change: Rule | 'off';
};

/** Writes a rule's row from now on; returns what it was, undefined where there is none to switch off. */
export async function writeRule(
  sql: Sql,
  { id, at, by, change }: RuleChange,
): Promise<{ readonly before: Rule | null } | undefined> {
  const table = registryTables.find(({ name }) => name === 'rules');
  if (!table) throw new Error('the registry has no table of rules');
  const held = (await readRegistryRows(sql, table)).filter(({ values }) => values['id'] === id);
  const from = at.toISOString();
  const present = held.find((row) => row.from <= from && (row.to === null || row.to > from));
  if (change === 'off' && present?.values['enabled'] !== true) return undefined;
  const body = change === 'off' ? (present?.values['body'] ?? '') : canonicalize(change);
  const values = { id, body, enabled: change !== 'off' };
  const wanted = layOver<RegistryRow>(held, { values, from, to: null, editedBy: by });
  const isIn = (rows: readonly RegistryRow[], row: RegistryRow): boolean =>
    rows.some((one) => JSON.stringify(one) === JSON.stringify(row));
  await writeRegistryRows(sql, table, {
    remove: held.filter((row) => !isIn(wanted, row)),
    add: wanted.filter((row) => !isIn(held, row)),
  });
  return { before: present?.values['enabled'] === true ? (JSON.parse(String(present.values['body'])) as Rule) : null };
}
