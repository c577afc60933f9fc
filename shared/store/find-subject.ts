import type { Actor } from '../access/actor.ts';
import type { Subject } from '../access/authorize.ts';
import type { Role } from '../access/roles.ts';
import type { Sql } from './sql.ts';

/**
 * Who an actor is now; undefined when there is no such account or it is disabled. The account's row is held as it is to
 * the end of the transaction, so that nobody loses a right while using it.
 */
export async function findSubject(sql: Sql, actor: Actor): Promise<Subject | undefined> {
  if (actor.kind !== 'account') return { kind: actor.kind, name: actor.name };
  const { rows } = await sql.query<{ role: Role; unit: string | null }>(
    'SELECT role, unit FROM accounts WHERE name = $1 AND disabled_at IS NULL FOR SHARE',
    [actor.name],
  );
  return rows[0] && { kind: 'account', name: actor.name, ...rows[0] };
}
