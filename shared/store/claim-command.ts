import type { CommandAnswer } from '../wire/commands.ts';
import type { Sql } from './sql.ts';

/** An id used before: by which verb, and what was answered. */
export type EarlierCommand = { readonly verb: string; readonly answer: CommandAnswer<unknown> };

/**
 * Claims a command's id inside its transaction; returns the earlier command when the id is taken. Waits for a
 * transaction that is carrying out the same id at this moment.
 */
export async function claimCommand(
  sql: Sql,
  command: { id: string; verb: string; at: Date },
): Promise<EarlierCommand | undefined> {
  const claimed = await sql.query(
    'INSERT INTO commands (id, verb, at) VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING RETURNING id',
    [command.id, command.verb, command.at],
  );
  if (claimed.rows.length > 0) return undefined;
  const { rows } = await sql.query<EarlierCommand>('SELECT verb, answer FROM commands WHERE id = $1', [command.id]);
  return rows[0];
}
