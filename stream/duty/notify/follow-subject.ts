import {
  followEscalation,
  hurryEscalation,
  repeatRound,
  startEscalation,
  type Due,
  type Escalation,
  type Standing,
} from '#shared/duty/escalation/escalation.ts';
import { nextWithin } from '#shared/duty/escalation/next-open.ts';
import { pickChain } from '#shared/duty/escalation/pick-chain.ts';
import type { NoticeSays } from '#shared/duty/notice/notice-says.ts';
import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { listChains } from '#shared/store/list-chains.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import type { CalledRow } from '#shared/store/read-called.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';
import type { Says } from '#shared/wire/duty.ts';
import type { Chain, NoticeReason } from '#shared/wire/notify-commands.ts';
import type { DutyTransaction } from '../transaction.ts';
import { lockEscalation, saveEscalation, type EscalationRow } from './escalation-rows.ts';
import { insertNotice } from './insert-notice.ts';
import { readPeople } from './people.ts';

/** Brings an incident (or an alert of none) to whoever must have it, as far as its chain and the clock say so now. */
export async function followSubject(tx: DutyTransaction, called: CalledRow): Promise<void> {
  const { subject, world } = called;
  const before = await lockEscalation(tx.sql, subject);
  if (!before && called.isOver) return;
  const now = tx.nowOf(world);
  const clock = await clockOf(tx, now);
  const standing = toStanding(called);
  const row = await rowFor(tx, called, { before, clock });
  if (!row) {
    // Without a chain nobody is called, and that is told rather than passed over.
    const dedupe = `${subject}:no_chain`;
    const timeZone = await readTimeZone(tx.sql);
    const says = toSays(called, 'opened');
    const nobody = { ...called, step: null, round: null, contact: null, dedupe, says, at: now };
    await insertNotice(tx.sql, nobody, { now: tx.now, timeZone });
    return;
  }
  if (called.isDone && before && before.escalation.stage !== 'over') await tellDone(tx, called, before);
  let { escalation } = row;
  const at = clock(row.chain);
  // A step that reaches nobody makes the next one of its round due at once.
  for (let turn = 0; turn <= row.chain.steps.length; turn += 1) {
    const { escalation: next, due } = followEscalation(escalation, row.chain, standing, at);
    escalation = next;
    if (!due) break;
    const reached = await tellStep(tx, called, { row: { ...row, escalation }, due, now });
    if (reached > 0) continue;
    const isLast = due.step === row.chain.steps.length - 1;
    if (!isLast) escalation = hurryEscalation(escalation, now.getTime());
    else if (!(await hasReached(tx, subject, escalation))) {
      escalation = repeatRound(escalation, row.chain, { round: due.round, clock: at });
    }
  }
  await saveEscalation(tx.sql, { subject, world, row: { ...row, escalation } });
}

type ClockOf = (chain: Chain) => { nowMs: number; openFrom: (ms: number) => number };

async function clockOf(tx: DutyTransaction, now: Date): Promise<ClockOf> {
  const timeZone = await readTimeZone(tx.sql);
  return ({ hours }) => ({
    nowMs: now.getTime(),
    openFrom: (ms) => nextWithin(parseOpeningHours(hours) ?? [], ms, { timeZone }) ?? ms,
  });
}

/** What is under way, started anew by the chain of a graver priority, or begun; undefined: no chain is for it. */
async function rowFor(
  { sql }: DutyTransaction,
  called: CalledRow,
  { before, clock }: { before: EscalationRow | undefined; clock: ClockOf },
): Promise<EscalationRow | undefined> {
  const { priority, owners } = called;
  const isGraver = before !== undefined && priority < before.priority;
  if (before && !isGraver) return { ...before, priority };
  const chain = pickChain(await listChains(sql), { priority, owners });
  if (!chain) return before && { ...before, priority };
  const isTaken = before?.escalation.stage === 'taken';
  if (before && isTaken) return { ...before, chain, priority };
  return { chain, priority, escalation: startEscalation(chain, clock(chain), before ? 'raised' : 'opened') };
}

function toStanding({ isOver, isWaiting, isRaised, takenUntil, progressAt }: CalledRow): Standing {
  return {
    ...{ isOver, isWaiting, isRaised },
    takenUntilMs: takenUntil?.getTime() ?? null,
    progressMs: progressAt?.getTime() ?? null,
  };
}

/** Writes a notice for everybody whom a step calls; returns how many there are. */
async function tellStep(
  tx: DutyTransaction,
  called: CalledRow,
  { row, due, now }: { row: EscalationRow; due: Due; now: Date },
): Promise<number> {
  const { chain, escalation } = row;
  const { step, round, reason } = due;
  const people = await readPeople(tx.sql, now);
  const asked = chain.steps[step];
  const ids = asked ? people.calledBy(asked, { owners: called.owners, chain: chain.steps }) : [];
  const contacts = ids.length === 0 ? [null] : ids.map((id) => people.contacts.get(id) ?? null);
  for (const contact of contacts) {
    // The round of the chain, and which run of it: what is reopened is told again.
    const dedupe = `${called.subject}:${escalation.startedMs}:${round}:${step}:${contact?.id ?? ''}`;
    const notice = { ...called, step, round, contact, dedupe, says: toSays(called, reason), at: now };
    await insertNotice(tx.sql, notice, { now: tx.now, timeZone: people.timeZone });
  }
  return ids.length;
}

/** Whether this run of the chain has called anybody yet. */
async function hasReached({ sql }: DutyTransaction, subject: string, { startedMs }: Escalation): Promise<boolean> {
  const { rows } = await sql.query<{ reached: boolean }>(
    `SELECT EXISTS (SELECT FROM notices WHERE subject = $1 AND contact IS NOT NULL AND starts_with(dedupe, $2)) AS reached`,
    [subject, `${subject}:${startedMs}:`],
  );
  return rows[0]?.reached === true;
}

/** Whoever was called hears that it is over; what has not left yet is dropped by the outbox. */
async function tellDone(tx: DutyTransaction, called: CalledRow, { escalation }: EscalationRow): Promise<void> {
  const { rows } = await tx.sql.query<{ contact: string }>(
    `SELECT DISTINCT contact FROM notices WHERE subject = $1 AND contact IS NOT NULL AND reason <> 'resolved'
     AND state IN ('waiting', 'sent', 'simulated') ORDER BY contact`,
    [called.subject],
  );
  if (rows.length === 0) return;
  const contacts = await listContacts(
    tx.sql,
    rows.map(({ contact }) => contact),
  );
  const timeZone = await readTimeZone(tx.sql);
  const says = { ...toSays(called, 'resolved'), action: null };
  const at = tx.nowOf(called.world);
  for (const contact of contacts) {
    const dedupe = `${called.subject}:${escalation.startedMs}:resolved:${contact.id}`;
    const notice = { ...called, step: null, round: null, contact, dedupe, says, at };
    await insertNotice(tx.sql, notice, { now: tx.now, timeZone });
  }
}

function toSays(called: CalledRow, reason: NoticeReason): NoticeSays {
  const { priority, incident, alert, place, at, action, isExercise } = called;
  return {
    ...{ reason, priority, place, at, action, isExercise },
    number: incident === null ? null : `SC-${incident}`,
    title: withoutPersonal(called.title),
    path: incident === null ? `/duty?alert=${alert}` : `/incident/${incident}`,
  };
}

function withoutPersonal({ vi, en }: Says): Says {
  return { vi: strikePersonal(vi), en: strikePersonal(en) };
}
