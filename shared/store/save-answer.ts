import type { CommandAnswer } from '../wire/commands.ts';
import type { Sql } from './sql.ts';

/** Keeps what a repeat of the command will be answered; to be called in the command's transaction. */
export async function saveAnswer(sql: Sql, id: string, answer: CommandAnswer<unknown>): Promise<void> {
  await sql.query('UPDATE commands SET answer = $2 WHERE id = $1', [id, JSON.stringify(answer)]);
}
