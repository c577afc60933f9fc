import type { BankLine } from '../money/match/rows.ts';
import type { Sql } from './sql.ts';

/** A line as it is stored: a transfer, and where on which statement it stands. */
export type NewMoneyLine = Omit<BankLine, 'id'> & {
  readonly identity: string;
  readonly row: number;
  readonly number: string | null;
  readonly textHash: string | null;
};

/** The lines for days in `[from, to)`, and those for nothing of ours that were booked then, in the order they were booked. */
export async function listMoneyLines(
  sql: Sql,
  { world, from, to }: { world: string; from: string; to: string },
): Promise<BankLine[]> {
  const { rows } = await sql.query<BankLine>(
    `SELECT id, operator, day::text, site, method, amount_vnd AS "amountVnd", booked::text AS "bookedDay"
     FROM money_lines WHERE world = $1 AND day >= $2 AND day < $3
     UNION ALL
     SELECT id, operator, NULL, NULL, NULL, amount_vnd, booked::text
     FROM money_lines WHERE world = $1 AND day IS NULL AND booked >= $2 AND booked < $3
     ORDER BY "bookedDay", id`,
    [world, from, to],
  );
  return rows;
}

/** Of lines about to be stored: which are there already, and which would give a number of the bank another amount or day. */
export async function findKnownLines(
  sql: Sql,
  { world, operator }: { world: string; operator: string },
  lines: readonly NewMoneyLine[],
): Promise<{ known: ReadonlySet<string>; clashing: ReadonlySet<string> }> {
  const same = await sql.query<{ identity: string }>(
    'SELECT identity FROM money_lines WHERE world = $1 AND operator = $2 AND identity = ANY($3)',
    [world, operator, lines.map(({ identity }) => identity)],
  );
  const known = new Set(same.rows.map(({ identity }) => identity));
  const numbers = lines.flatMap(({ identity, number }) => (number === null || known.has(identity) ? [] : [number]));
  const clash = await sql.query<{ number: string }>(
    'SELECT DISTINCT number FROM money_lines WHERE world = $1 AND operator = $2 AND number = ANY($3)',
    [world, operator, numbers],
  );
  return { known, clashing: new Set(clash.rows.map(({ number }) => number)) };
}

/** Stores lines of a statement. */
export async function insertMoneyLines(
  sql: Sql,
  { world, operator, statement }: { world: string; operator: string; statement: number },
  lines: readonly NewMoneyLine[],
): Promise<void> {
  await sql.query(
    `INSERT INTO money_lines (world, operator, statement, identity, row_number, booked, amount_vnd, number, day, site, method, text_hash)
     SELECT $1, $2, $3, * FROM unnest($4::text[], $5::int[], $6::date[], $7::bigint[], $8::text[], $9::date[], $10::text[],
       $11::text[], $12::text[])`,
    [
      ...[world, operator, statement, lines.map(({ identity }) => identity), lines.map(({ row }) => row)],
      ...[lines.map(({ bookedDay }) => bookedDay), lines.map(({ amountVnd }) => amountVnd)],
      ...[lines.map(({ number }) => number), lines.map(({ day }) => day), lines.map(({ site }) => site)],
      ...[lines.map(({ method }) => method), lines.map(({ textHash }) => textHash)],
    ],
  );
}
