import type { Explanation } from '../money/account/explanation.ts';
import type { Sql } from './sql.ts';

/** What was said of differences of days in `[from, to)`, in the order it was said. */
export async function listExplanations(
  sql: Sql,
  { world, from, to }: { world: string; from: string; to: string },
): Promise<Explanation[]> {
  const { rows } = await sql.query<Omit<Explanation, 'at'> & { at: Date }>(
    `SELECT difference, amount_vnd AS "amountVnd", words, said_by AS by, said_at AS at FROM money_explanations
     WHERE world = $1 AND day >= $2 AND day < $3 ORDER BY id`,
    [world, from, to],
  );
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
}

/** Notes what somebody says of a difference. */
export async function insertExplanation(
  sql: Sql,
  row: Omit<Explanation, 'at'> & { world: string; day: string; at: Date },
): Promise<void> {
  await sql.query(
    `INSERT INTO money_explanations (world, day, difference, amount_vnd, words, said_by, said_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [row.world, row.day, row.difference, row.amountVnd, row.words, row.by, row.at],
  );
}
