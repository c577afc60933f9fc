import { strikePersonal } from '#shared/duty/notice/strike-personal.ts';
import { incidentNumber, type Incident } from '#shared/duty/incident/incident.ts';
import { isToldGravity, raisedBy } from '#shared/duty/incident/raised.ts';
import { isCallingAt } from '#shared/store/is-calling-at.ts';
import { listContacts } from '#shared/store/list-contacts.ts';
import { readCalledIncidents } from '#shared/store/read-called.ts';
import { readTimeZone } from '#shared/store/read-time-zone.ts';
import type { Priority } from '#shared/wire/duty.ts';
import { insertNotice } from '../notify/insert-notice.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { saveIncident, type Said } from './save-incident.ts';

/**
 * A person put graver alerts into an incident. What nobody has calls at that priority, as when they come in by themselves. Whoever
 * has it is not called over again, since a person on duty saw it: they are told once, unless it was them, and what comes back
 * calls at that priority.
 */
export async function raiseByHand(
  tx: DutyTransaction,
  incident: Incident,
  { calledAt, came, city, by }: { calledAt: Priority; came: readonly Priority[]; city: KnownCity; by: string },
): Promise<void> {
  const { id, owner } = incident;
  // What nobody has and nobody rated is as grave as its alerts, and calls by that.
  if (owner === null && !isToldGravity(incident)) return;
  const raised = raisedBy(incident, { calledAt, came });
  if (!raised || !(await isCallingAt(tx.sql, { incident: id, priority: raised.to }))) return;
  const said: Said = { by: 'rule', kind: 'severity', detail: raised.detail };
  await saveIncident(tx, incident, { city, said: [said] });
  if (owner !== null && owner !== by) await tellOwner(tx, incident, raised.to);
}

/** One message to whoever has it, beside what the desk shows; an account that no contact belongs to has the desk alone. */
async function tellOwner(tx: DutyTransaction, { id, owner, world }: Incident, priority: Priority): Promise<void> {
  const [called] = await readCalledIncidents(tx.sql, [id]);
  if (!called) return;
  const at = tx.nowOf(world);
  const { title, place, action, isExercise, at: since } = called;
  const says = {
    ...{ reason: 'raised' as const, priority, place, action, isExercise, at: since, number: incidentNumber(id) },
    title: { vi: strikePersonal(title.vi), en: strikePersonal(title.en) },
    path: `/incident/${id}`,
  };
  const timeZone = await readTimeZone(tx.sql);
  for (const contact of (await listContacts(tx.sql)).filter(({ account }) => account === owner)) {
    const dedupe = `${called.subject}:by_hand:${at.getTime()}:${contact.id}`;
    const notice = { ...called, step: null, round: null, contact, dedupe, says, at };
    await insertNotice(tx.sql, notice, { now: tx.now, timeZone });
  }
}
