import { listChains } from '#shared/store/list-chains.ts';
import type { Sql } from '#shared/store/sql.ts';
import { chainList, chainRemove, chainSet } from '#shared/wire/notify-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { conflict } from '../contacts/versioned.ts';

/** `chain.list`: whom incidents reach, and when. */
export const chainListCommand = defineCommand({
  verb: 'chain.list',
  repeat: 'any',
  needs: 'rota.see',
  body: chainList,
  act: async (_body, { sql }) => ({ answer: { ok: true, value: await listChains(sql) } }),
});

/** `chain.set`: what is under way goes on by the chain it began with. */
export const chainSetCommand = defineCommand({
  verb: 'chain.set',
  repeat: 'once',
  needs: 'rota.manage',
  body: chainSet,
  act: async ({ expectedVersion, position, chain }, { sql, now, actor }) => {
    const known = await lockChain(sql, chain.id);
    if ((known?.version ?? 0) !== expectedVersion) return conflict(`the chain ${chain.id}`, known);
    const version = expectedVersion + 1;
    await sql.query(
      `INSERT INTO chains (id, position, body, version, edited_by, edited_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET position = EXCLUDED.position, body = EXCLUDED.body, version = EXCLUDED.version,
         edited_by = EXCLUDED.edited_by, edited_at = EXCLUDED.edited_at`,
      [chain.id, position, JSON.stringify(chain), version, actor, now],
    );
    const value = { ...chain, position, version };
    return { answer: { ok: true, value }, audit: { subject: `chain:${chain.id}`, detail: { position, chain } } };
  },
});

/** `chain.remove`. */
export const chainRemoveCommand = defineCommand({
  verb: 'chain.remove',
  repeat: 'once',
  needs: 'rota.manage',
  body: chainRemove,
  act: async ({ id, expectedVersion }, { sql }) => {
    const known = await lockChain(sql, id);
    if (known?.version !== expectedVersion) return conflict(`the chain ${id}`, known);
    await sql.query('DELETE FROM chains WHERE id = $1', [id]);
    return { answer: { ok: true, value: { id } }, audit: { subject: `chain:${id}`, detail: { removed: true } } };
  },
});

async function lockChain(
  sql: Sql,
  id: string,
): Promise<{ version: number; editedBy: string; editedAt: Date } | undefined> {
  const { rows } = await sql.query<{ version: number; editedBy: string; editedAt: Date }>(
    'SELECT version, edited_by AS "editedBy", edited_at AS "editedAt" FROM chains WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0];
}
