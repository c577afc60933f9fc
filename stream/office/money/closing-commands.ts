import { parseActor } from '#shared/access/actor.ts';
import { unexplained } from '#shared/money/account/explanation.ts';
import { freezeDay } from '#shared/money/account/freeze-day.ts';
import { readGoneTo } from '#shared/money/ask/read-gone-to.ts';
import { readMoneyCity } from '#shared/money/ask/read-money-city.ts';
import {
  decideClosing,
  insertClosing,
  lockClosing,
  reopenClosing,
  type Closing,
} from '#shared/store/money-closings.ts';
import { readWriterPlace } from '#shared/store/read-writer-place.ts';
import { closeDecide, closePropose, dayReopen, type ClosingTold } from '#shared/wire/money-commands.ts';
import { defineCommand, type ActContext, type Outcome } from '../commands/command.ts';
import { readSteadyDay } from './read-steady-day.ts';

/** `money.close.propose`: freezes a day's figures until another person decides. Everything in it is explained by then. */
export const closeProposeCommand = defineCommand({
  verb: 'money.close.propose',
  repeat: 'once',
  needs: 'money.close',
  objectOf: ({ world }) => ({ world }),
  body: closePropose,
  act: async ({ world, day, reason, hash: seen }, { sql, now, actor }) => {
    const read = await readSteadyDay(sql, { world, day }, now);
    if ('fault' in read) return refuse('conflict', read.fault);
    const { account, heard } = read;
    if (account.cutDay <= day) return refuse('conflict', `day: ${day} is not over yet`);
    if (account.classes.awaited.count > 0) return refuse('conflict', `day: money of ${day} is still awaited`);
    const open = unexplained(account.differences);
    if (open.length > 0) {
      return refuse(
        'conflict',
        `day: ${open.length} differences of ${day} have no explanation, the first ${open[0]?.key}`,
      );
    }
    const { figures, hash } = freezeDay(account);
    if (seen !== undefined && seen !== hash) {
      return refuse('conflict', 'the figures have changed since they were shown; look at them again');
    }
    const seq = await readWriterPlace(sql);
    const row = { world, day, figures, heard, hash, seq, reason, proposedBy: actor, proposedAt: now };
    const closing = await insertClosing(sql, row);
    if (!closing) return refuse('conflict', `day: ${day} is closed already, or somebody has proposed it`);
    return done(closing, { reason, seq, city: account.city.paidVnd, differences: account.differences.length });
  },
});

/** `money.close.approve`: by another person than the one who proposed it, of figures that are still the same. */
export const closeApproveCommand = defineCommand({
  verb: 'money.close.approve',
  repeat: 'once',
  needs: 'money.approve',
  body: closeDecide,
  act: async ({ id, note }, context) => {
    const found = await findProposed(context, id, 'other');
    if ('answer' in found) return found;
    const read = await readSteadyDay(context.sql, found, context.now, found.figuresCutDay);
    if ('fault' in read) return refuse('conflict', read.fault);
    if (freezeDay(read.account).hash !== found.hash) {
      return refuse(
        'conflict',
        `the figures of ${found.day} have changed since it was proposed; reject it and propose it anew`,
      );
    }
    return decide(context, found, 'closed', note);
  },
});

/** `money.close.reject`: by another person than the one who proposed it. */
export const closeRejectCommand = defineCommand({
  verb: 'money.close.reject',
  repeat: 'once',
  needs: 'money.approve',
  body: closeDecide,
  act: async ({ id, note }, context) => {
    const found = await findProposed(context, id, 'other');
    return 'answer' in found ? found : decide(context, found, 'rejected', note);
  },
});

/** `money.close.withdraw`: a proposal of one's own. */
export const closeWithdrawCommand = defineCommand({
  verb: 'money.close.withdraw',
  repeat: 'once',
  needs: 'money.close',
  body: closeDecide,
  act: async ({ id, note }, context) => {
    const found = await findProposed(context, id, 'same');
    return 'answer' in found ? found : decide(context, found, 'withdrawn', note);
  },
});

/** `money.reopen`: a closed day; its figures stay where they are, and another closing may follow. */
export const dayReopenCommand = defineCommand({
  verb: 'money.reopen',
  repeat: 'once',
  needs: 'money.approve',
  body: dayReopen,
  act: async ({ id, reason }, { sql, now, actor }) => {
    const before = await lockClosing(sql, id);
    if (!before) return refuse('not-found', `there is no closing ${id}`);
    if (before.state !== 'closed')
      return refuse('conflict', `closing ${id} is ${before.state}; only a closed day is reopened`);
    const { days } = await readMoneyCity(sql);
    const goneTo = await readGoneTo(sql, { world: before.world, days });
    if (goneTo !== null && before.day <= goneTo) {
      const why = `raw events up to ${goneTo} are gone (RETENTION_D), and it could never be closed again`;
      return refuse('conflict', `day: the closed figures of ${before.day} are all there is of it: ${why}`);
    }
    const after = await reopenClosing(sql, { id, by: actor, at: now, reason });
    return after ? done(after, { before: before.state, reason }) : refuse('not-found', `there is no closing ${id}`);
  },
});

type Proposed = Closing & { readonly figuresCutDay: string };

async function findProposed(
  { sql, actor }: ActContext,
  id: number,
  who: 'other' | 'same',
): Promise<Proposed | Outcome> {
  const before = await lockClosing(sql, id);
  if (!before) return refuse('not-found', `there is no closing ${id}`);
  if (before.state !== 'proposed') return refuse('conflict', `closing ${id} is ${before.state} already`);
  if (who === 'other' && isSamePerson(actor, before.proposedBy)) {
    return refuse('forbidden', `closing ${id} was proposed by ${before.proposedBy}; another person must decide on it`);
  }
  if (who === 'same' && actor !== before.proposedBy) {
    return refuse('forbidden', `closing ${id} was proposed by ${before.proposedBy}, who alone may withdraw it`);
  }
  const { rows } = await sql.query<{ cut: string }>(
    `SELECT figures->>'cutDay' AS cut FROM money_closings WHERE id = $1`,
    [id],
  );
  return { ...before, figuresCutDay: rows[0]?.cut ?? before.day };
}

async function decide(
  { sql, now, actor }: ActContext,
  { id }: Closing,
  state: 'closed' | 'rejected' | 'withdrawn',
  note: string | undefined,
): Promise<Outcome> {
  const after = await decideClosing(sql, { id, state, by: actor, at: now, note: note ?? null });
  if (!after) return refuse('not-found', `there is no closing ${id}`);
  return done(after, { before: 'proposed', note: note ?? null });
}

function done(closing: Closing, detail: Readonly<Record<string, unknown>>): Outcome {
  const { id, world, day, state, hash } = closing;
  const value: ClosingTold = { id, world, day, state, hash };
  return { answer: { ok: true, value }, audit: { subject: `money.day:${day}`, detail: { ...value, ...detail } } };
}

/** A person's login of this machine and account of the same name are taken for one person. */
function isSamePerson(actor: string, other: string): boolean {
  return actor === other || parseActor(actor)?.name.toLowerCase() === parseActor(other)?.name.toLowerCase();
}

function refuse(code: 'not-found' | 'conflict' | 'forbidden', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
