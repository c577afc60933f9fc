import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { readHandover } from '#shared/store/list-handovers.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { worldKind } from '#shared/wire/world.ts';
import { shiftAnswer, shiftOffer, shiftRefuse, type HandoverState } from '#shared/wire/shift-commands.ts';
import { personOf } from '../alerts/person-of.ts';
import { defineCommand, type ActContext, type Outcome } from '../commands/command.ts';
import { insertNotice } from '../notify/insert-notice.ts';
import { readShift } from './read-shift.ts';
import { takeOver } from './take-over.ts';

/** `shift.offer`: hands the shift over as it stands now; another person must accept it. */
export const shiftOfferCommand = defineCommand({
  verb: 'shift.offer',
  repeat: 'once',
  needs: 'shift.hand',
  objectOf: ({ world }) => ({ world }),
  body: shiftOffer,
  act: async ({ world, to, note }, context) => {
    const { sql, now, actor, duty } = context;
    const by = personOf(actor);
    if (to === by) return refuse('invalid', 'to: a shift is handed to another person');
    const content = await readShift(sql, world, { now, worldNow: duty.nowOf(world) });
    const { rows } = await sql.query<{ id: number }>(
      `INSERT INTO handovers (world, made_by, made_for, offered_at, note, content, state)
       VALUES ($1, $2, $3, $4, $5, $6, 'offered') ON CONFLICT (world) WHERE state = 'offered' DO NOTHING RETURNING id`,
      [world, by, to, now, note, JSON.stringify(content)],
    );
    const id = rows[0]?.id;
    if (id === undefined) {
      return refuse('conflict', `a handover of ${world} is on offer already; accept, refuse or withdraw it first`);
    }
    if (to !== null) await tellIncoming(context, { id, world, to, by });
    const detail = { to, open: content.open.length, promised: content.promised.length, atRisk: content.atRisk.length };
    return {
      answer: { ok: true, value: await readHandover(sql, id) },
      audit: { subject: `handover:${id}`, detail },
    };
  },
});

/** `shift.accept`: by another person than the one who hands over. From then on it is theirs, with all that the other held. */
export const shiftAcceptCommand = defineCommand({
  verb: 'shift.accept',
  repeat: 'once',
  needs: 'shift.hand',
  body: shiftAnswer,
  act: (wish, context) => answer(wish, context, 'accepted'),
});

/** `shift.refuse`: says what is missing. */
export const shiftRefuseCommand = defineCommand({
  verb: 'shift.refuse',
  repeat: 'once',
  needs: 'shift.hand',
  body: shiftRefuse,
  act: (wish, context) => answer(wish, context, 'refused'),
});

/** `shift.withdraw`: by the one who offered it. */
export const shiftWithdrawCommand = defineCommand({
  verb: 'shift.withdraw',
  repeat: 'once',
  needs: 'shift.hand',
  body: shiftAnswer,
  act: (wish, context) => answer(wish, context, 'withdrawn'),
});

async function answer(
  { id, note }: { id: number; note: string },
  { sql, now, actor, duty }: ActContext,
  state: Exclude<HandoverState, 'offered'>,
): Promise<Outcome> {
  const by = personOf(actor);
  const { rows } = await sql.query<{ state: HandoverState; world: string; madeBy: string; madeFor: string | null }>(
    'SELECT state, world, made_by AS "madeBy", made_for AS "madeFor" FROM handovers WHERE id = $1 FOR UPDATE',
    [id],
  );
  const known = rows[0];
  if (!known) return refuse('not-found', `there is no handover ${id}; shift show lists the last ones`);
  if (known.state !== 'offered') return refuse('conflict', `handover ${id} is ${known.state} already`);
  const isOwn = known.madeBy === by;
  if (state === 'withdrawn' && !isOwn) return refuse('forbidden', `handover ${id} is ${known.madeBy}'s to withdraw`);
  if (state !== 'withdrawn' && isOwn) return refuse('forbidden', 'another person must take the shift over');
  if (state === 'accepted' && known.madeFor !== null && known.madeFor !== by) {
    return refuse('forbidden', `handover ${id} is for ${known.madeFor}`);
  }
  await sql.query('UPDATE handovers SET state = $2, answered_by = $3, answered_at = $4, answer = $5 WHERE id = $1', [
    ...[id, state, by, now, note],
  ]);
  const { world, madeBy: from } = known;
  const taken = state === 'accepted' ? await takeOver(duty, { handover: id, world, from, to: by }) : undefined;
  return {
    answer: { ok: true, value: await readHandover(sql, id) },
    audit: { subject: `handover:${id}`, detail: { state, from, ...taken } },
  };
}

/** Whoever is to take over gets a message, where a contact has that account. */
async function tellIncoming(
  { sql, now, duty }: ActContext,
  { id, world, to, by }: { id: number; world: string; to: string; by: string },
): Promise<void> {
  const contact = (await listContacts(sql)).find(({ account }) => account === to);
  if (!contact) return;
  const name = strikePersonal(by);
  const at = duty.nowOf(world);
  const says: NoticeSays = {
    reason: 'handover',
    priority: 'P2',
    ...{ number: null, place: null, action: null, path: `/shift?world=${world}` },
    ...{ at: at.toISOString(), isExercise: worldKind(world) === 'drill' },
    title: { vi: `${name} bàn giao ca, chờ xác nhận`, en: `${name} hands the shift over and waits for your word` },
  };
  const subject = `handover:${id}`;
  const told = { incident: null, alert: null, step: null, round: null };
  const timeZone = await readTimeZone(sql);
  await insertNotice(sql, { world, subject, ...told, contact, dedupe: subject, says, at }, { now, timeZone });
}

function refuse(code: 'invalid' | 'conflict' | 'forbidden' | 'not-found', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}
