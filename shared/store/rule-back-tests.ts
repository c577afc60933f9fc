import type { BackTestResult, BackTestTold } from '../wire/rule-commands.ts';
import type { Sql } from './sql.ts';

/** A back-test that is asked for. */
export type NewBackTest = Pick<
  BackTestTold,
  'rule' | 'body' | 'ruleHash' | 'rulesHash' | 'world' | 'days' | 'askedBy' | 'askedAt'
>;

const columns = `id::int, rule, body, rule_hash AS "ruleHash", rules_hash AS "rulesHash", world, days, asked_by AS "askedBy",
  asked_at AS "askedAt", state, progress, told_at AS "toldAt", result, fault`;

/** Adds a back-test that begins now; returns its number. */
export async function insertBackTest(sql: Sql, test: NewBackTest): Promise<number> {
  const { rule, body, ruleHash, rulesHash, world, days, askedBy, askedAt } = test;
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO rule_back_tests (rule, body, rule_hash, rules_hash, world, days, asked_by, asked_at, state, told_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', $8) RETURNING id::int`,
    [rule, body, ruleHash, rulesHash, world, days, askedBy, askedAt],
  );
  const [row] = rows;
  if (!row) throw new Error('rule_back_tests: the back-test was not stored');
  return row.id;
}

/** One back-test; undefined: there is none of that number. */
export async function findBackTest(sql: Sql, id: number): Promise<BackTestTold | undefined> {
  const { rows } = await sql.query<BackTestTold>(`SELECT ${columns} FROM rule_back_tests WHERE id = $1`, [id]);
  return rows[0];
}

/** The newest back-test of each rule. */
export async function listNewestBackTests(sql: Sql): Promise<BackTestTold[]> {
  const { rows } = await sql.query<BackTestTold>(
    `SELECT DISTINCT ON (rule) ${columns} FROM rule_back_tests ORDER BY rule, rule_back_tests.id DESC`,
  );
  return rows;
}

/** A back-test that runs and has said so since an instant; undefined: none does. */
export async function findRunningBackTest(sql: Sql, since: Date): Promise<BackTestTold | undefined> {
  const { rows } = await sql.query<BackTestTold>(
    `SELECT ${columns} FROM rule_back_tests WHERE state = 'running' AND told_at >= $1 LIMIT 1`,
    [since],
  );
  return rows[0];
}

/** Notes how far a back-test is. */
export async function noteBackTest(sql: Sql, id: number, progress: number, at: Date): Promise<void> {
  await sql.query(`UPDATE rule_back_tests SET progress = $2, told_at = $3 WHERE id = $1 AND state = 'running'`, [
    ...[id, progress, at],
  ]);
}

/** Notes what came of a back-test, or why it failed. */
export async function finishBackTest(
  sql: Sql,
  id: number,
  came: { readonly result: BackTestResult } | { readonly fault: string },
  at: Date,
): Promise<void> {
  const [state, result, fault] =
    'result' in came ? ['done', JSON.stringify(came.result), null] : ['failed', null, came.fault];
  await sql.query(
    `UPDATE rule_back_tests SET state = $2, result = $3, fault = $4, told_at = $5, progress = 1
     WHERE id = $1 AND state = 'running'`,
    [id, state, result, fault, at],
  );
}

/** The newest back-test of a rule; undefined: it was never tried. */
export async function findNewestBackTest(sql: Sql, rule: string): Promise<BackTestTold | undefined> {
  const { rows } = await sql.query<BackTestTold>(
    `SELECT ${columns} FROM rule_back_tests WHERE rule = $1 ORDER BY rule_back_tests.id DESC LIMIT 1`,
    [rule],
  );
  return rows[0];
}
