import type { Sql } from './sql.ts';

/** A statement that was taken in: `lines` stood in it, `added` of them were new. */
export type MoneyStatement = {
  readonly id: number;
  readonly mapping: string;
  readonly operator: string;
  readonly fromDay: string;
  readonly toDay: string;
  readonly lines: number;
  readonly added: number;
  readonly importedBy: string;
  readonly importedAt: Date;
};

const columns = `id, mapping, operator, from_day::text AS "fromDay", to_day::text AS "toDay", lines, added,
  imported_by AS "importedBy", imported_at AS "importedAt"`;

/** The latest statements of a world, newest first. */
export async function listMoneyStatements(sql: Sql, world: string, limit: number): Promise<MoneyStatement[]> {
  const { rows } = await sql.query<MoneyStatement>(
    `SELECT ${columns} FROM money_statements WHERE world = $1 ORDER BY id DESC LIMIT $2`,
    [world, limit],
  );
  return rows;
}

/** The last day that statements of each operator tell of. */
export async function readBankThrough(sql: Sql, world: string): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ operator: string; through: string }>(
    'SELECT operator, max(to_day)::text AS through FROM money_statements WHERE world = $1 GROUP BY operator',
    [world],
  );
  return new Map(rows.map(({ operator, through }) => [operator, through]));
}

/** A statement of this very content, if it was taken in before. */
export async function findMoneyStatement(
  sql: Sql,
  { world, operator, hash }: { world: string; operator: string; hash: string },
): Promise<MoneyStatement | undefined> {
  const { rows } = await sql.query<MoneyStatement>(
    `SELECT ${columns} FROM money_statements WHERE world = $1 AND operator = $2 AND hash = $3 LIMIT 1`,
    [world, operator, hash],
  );
  return rows[0];
}

/** Notes a statement; returns its number. */
export async function insertMoneyStatement(
  sql: Sql,
  { world, hash, ...row }: Omit<MoneyStatement, 'id'> & { world: string; hash: string },
): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO money_statements (world, mapping, operator, hash, from_day, to_day, lines, added, imported_by, imported_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
    [
      ...[world, row.mapping, row.operator, hash, row.fromDay, row.toDay],
      ...[row.lines, row.added, row.importedBy, row.importedAt],
    ],
  );
  const [added] = rows;
  if (!added) throw new Error('money_statements: the statement was not stored');
  return added.id;
}

/** Takes a statement out again; returns the days its lines were for and how many there were, or undefined where there is none. */
export async function deleteMoneyStatement(
  sql: Sql,
  id: number,
): Promise<{ world: string; mapping: string; days: string[]; lines: number } | undefined> {
  const lines = await sql.query<{ day: string }>(
    'DELETE FROM money_lines WHERE statement = $1 RETURNING coalesce(day, booked)::text AS day',
    [id],
  );
  const { rows } = await sql.query<{ world: string; mapping: string }>(
    'DELETE FROM money_statements WHERE id = $1 RETURNING world, mapping',
    [id],
  );
  const days = [...new Set(lines.rows.map(({ day }) => day))].sort();
  return rows[0] && { ...rows[0], days, lines: lines.rows.length };
}
