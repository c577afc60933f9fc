import type { z } from 'zod';
import { listShelves } from '#shared/store/list-shelves.ts';
import { alertShelve, alertUnshelve, shelfList } from '#shared/wire/alert-commands.ts';
import { layOverWorld } from '../alerts/lay-over-alerts.ts';
import { personOf } from '../alerts/person-of.ts';
import { rememberInverse } from '../alerts/undoable-acts.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

const weekMs = 7 * 86_400_000;

/** `alert.shelve`: put aside for a shift at most; who shelves the same again sets a new end. */
export const alertShelveCommand = defineCommand({
  verb: 'alert.shelve',
  repeat: 'once',
  needs: 'alert.act',
  objectOf: ({ world }) => ({ world }),
  body: alertShelve,
  act: shelve,
});

/** `alert.unshelve`: what is open under it is announced again at once. */
export const alertUnshelveCommand = defineCommand({
  verb: 'alert.unshelve',
  repeat: 'once',
  needs: 'alert.act',
  body: alertUnshelve,
  act: async ({ id }, context) => {
    const { sql, duty, actor, commandId } = context;
    const { rows } = await sql.query<{ world: string; rule: string; target: string | null }>(
      'SELECT world, rule, target FROM shelves WHERE id = $1 AND ended_at IS NULL FOR UPDATE',
      [id],
    );
    const [shelf] = rows;
    if (!shelf) {
      const message = `nothing is shelved as ${id}; vonglau alert shelved shows what is`;
      return { answer: { ok: false, code: 'not-found', message } };
    }
    const now = duty.nowOf(shelf.world);
    await sql.query('UPDATE shelves SET ended_at = $2, ended_by = $3 WHERE id = $1', [id, now, personOf(actor)]);
    await layOverWorld(duty, { world: shelf.world, now, isLate: true });
    await rememberInverse(duty, {
      ...{ command: commandId, actor, verb: 'alert.unshelve' },
      inverse: { kind: 'shelf', id, isOpen: true },
    });
    return tell(context, id, { ...shelf });
  },
});

/** `shelf.list`: what is put aside, by whom, why and until when. */
export const shelfListCommand = defineCommand({
  verb: 'shelf.list',
  repeat: 'any',
  needs: 'alert.see',
  objectOf: ({ world }) => ({ world }),
  body: shelfList,
  act: async ({ world, ended }, { sql, duty }) => {
    const endedSince = ended ? new Date(duty.nowOf(world).getTime() - weekMs) : null;
    return { answer: { ok: true, value: await listShelves(sql, { world, endedSince }) } };
  },
});

async function shelve(wish: z.output<typeof alertShelve>, context: ActContext): Promise<Outcome> {
  const { sql, duty, actor, commandId } = context;
  const { world, rule, target, reason, forS, oneShot } = wish;
  const now = duty.nowOf(world);
  const until = new Date(now.getTime() + forS * 1_000);
  await sql.query(
    `UPDATE shelves SET ended_at = $4, ended_by = $5
     WHERE world = $1 AND rule = $2 AND target IS NOT DISTINCT FROM $3 AND ended_at IS NULL`,
    [world, rule, target, now, personOf(actor)],
  );
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO shelves (world, rule, target, reason, by, at, until, one_shot) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     RETURNING id`,
    [world, rule, target, reason, personOf(actor), now, until, oneShot],
  );
  const id = rows[0]?.id ?? 0;
  await layOverWorld(duty, { world, now, isLate: true });
  await rememberInverse(duty, {
    ...{ command: commandId, actor, verb: 'alert.shelve' },
    inverse: { kind: 'shelf', id, isOpen: false },
  });
  return tell(context, id, { world, rule, target, reason, until: until.toISOString(), oneShot });
}

async function tell({ sql }: ActContext, id: number, detail: Readonly<Record<string, unknown>>): Promise<Outcome> {
  const [value] = await listShelves(sql, { id });
  return { answer: { ok: true, value }, audit: { subject: `shelf:${id}`, detail } };
}
