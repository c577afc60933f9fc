import type { CommandAnswer } from '../wire/commands.ts';
import type { Sql } from './sql.ts';

/** An id used before: by which verb, for the same body or another, and what was answered. */
export type EarlierCommand = {
  readonly verb: string;
  readonly isSameBody: boolean;
  readonly answer: CommandAnswer<unknown>;
};

/**
 * Claims a command's id inside its transaction; returns the earlier command when the id is taken. Waits for a
 * transaction that is carrying out the same id at this moment.
 */
export async function claimCommand(
  sql: Sql,
  command: { id: string; verb: string; bodyHash: string; at: Date },
): Promise<EarlierCommand | undefined> {
  const claimed = await sql.query(
    'INSERT INTO commands (id, verb, body_hash, at) VALUES ($1, $2, $3, $4) ON CONFLICT (id) DO NOTHING RETURNING id',
    [command.id, command.verb, command.bodyHash, command.at],
  );
  if (claimed.rows.length > 0) return undefined;
  const { rows } = await sql.query<EarlierCommand>(
    `SELECT verb, coalesce(body_hash = $2, true) AS "isSameBody", answer FROM commands WHERE id = $1`,
    [command.id, command.bodyHash],
  );
  return rows[0];
}
