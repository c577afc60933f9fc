import type { Sql } from './sql.ts';
import { directiveColumns, type DirectiveRow } from './task-rows.ts';

/** A task by its number. */
export async function findDirective(sql: Sql, id: number): Promise<DirectiveRow | undefined> {
  const { rows } = await sql.query<DirectiveRow>(`SELECT ${directiveColumns} FROM tasks t WHERE t.id = $1`, [id]);
  return rows[0];
}

/** The same, held against others who would move it, to the end of the transaction. */
export async function lockDirective(sql: Sql, id: number): Promise<DirectiveRow | undefined> {
  const { rows } = await sql.query<DirectiveRow>(`SELECT ${directiveColumns} FROM tasks t WHERE t.id = $1 FOR UPDATE`, [
    id,
  ]);
  return rows[0];
}
