import { canonicalize } from 'json-canonicalize';
import type pg from 'pg';
import type { Rule } from '#shared/rules/rule.ts';

/** Puts rules beside those there are, as the registry holds them. */
export async function insertRules(db: Pick<pg.Client, 'query'>, rules: readonly Rule[]): Promise<void> {
  for (const rule of rules) {
    await db.query(`INSERT INTO rules (id, body, enabled, valid_from) VALUES ($1, $2, true, '2000-01-01')`, [
      ...[rule.id, canonicalize(rule)],
    ]);
  }
}
