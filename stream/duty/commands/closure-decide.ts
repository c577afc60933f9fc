import { closureColumns, toClosureTold, type ClosureRow } from '#shared/store/list-closures.ts';
import { closureDecide, type ClosureState } from '#shared/wire/promise-commands.ts';
import { openWindow } from '../alerts/open-window.ts';
import { personOf } from '../alerts/person-of.ts';
import { defineCommand, type ActContext, type Outcome } from './command.ts';

/** `closure.accept`: duty makes a maintenance window of what a unit announced. */
export const closureAcceptCommand = defineCommand({
  verb: 'closure.accept',
  repeat: 'once',
  needs: 'maintenance.set',
  body: closureDecide,
  act: async (wish, context) => {
    const { duty, actor } = context;
    const held = await lock(wish.id, context);
    if ('answer' in held) return held;
    const { world, assets, from, to, reason, unit } = held;
    if (to.getTime() <= duty.nowOf(world).getTime()) {
      const message = `closure ${wish.id} is over since ${to.toISOString()}; refuse it`;
      return { answer: { ok: false, code: 'conflict', message } };
    }
    const maintenance = await openWindow(duty, {
      ...{ world, scope: { assets: [...assets] }, from, to, weekly: null },
      ...{ reason: `${unit}: ${reason}`.slice(0, 400), by: personOf(actor) },
    });
    return decide(wish, context, { state: 'accepted', maintenance });
  },
});

/** `closure.refuse`: what breaks there goes on calling somebody. */
export const closureRefuseCommand = defineCommand({
  verb: 'closure.refuse',
  repeat: 'once',
  needs: 'maintenance.set',
  body: closureDecide,
  act: async (wish, context) => {
    const held = await lock(wish.id, context);
    return 'answer' in held ? held : decide(wish, context, { state: 'refused', maintenance: null });
  },
});

async function lock(id: number, { sql }: ActContext): Promise<ClosureRow | Outcome> {
  const { rows } = await sql.query<ClosureRow>(
    `SELECT ${closureColumns} FROM planned_closures WHERE id = $1 FOR UPDATE`,
    [id],
  );
  const [row] = rows;
  if (!row) return { answer: { ok: false, code: 'not-found', message: `there is no closure ${id}` } };
  if (row.state === 'proposed') return row;
  const message = `closure ${id} is ${row.state} already, by ${row.decidedBy ?? ''}`;
  return { answer: { ok: false, code: 'conflict', message } };
}

async function decide(
  { id, note }: { id: number; note?: string | undefined },
  { sql, duty, actor }: ActContext,
  { state, maintenance }: { state: ClosureState; maintenance: number | null },
): Promise<Outcome> {
  const { rows } = await sql.query<ClosureRow>(
    `UPDATE planned_closures SET state = $2, decided_by = $3, decided_at = $4, note = $5, maintenance = $6
     WHERE id = $1 RETURNING ${closureColumns}`,
    [id, state, actor, duty.now, note ?? null, maintenance],
  );
  const [row] = rows;
  if (!row) throw new Error(`closure ${id} is gone while it is held`);
  const { unit, world } = row;
  const detail = { world, unit, after: state, note: note ?? null, maintenance };
  return { answer: { ok: true, value: toClosureTold(row) }, audit: { subject: `closure:${id}`, detail } };
}
