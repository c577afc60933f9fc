import type { Incident } from '#shared/duty/incident/incident.ts';
import { isToldGravity, raisedBy } from '#shared/duty/incident/raised.ts';
import { readCallsAt } from '#shared/store/incident-calls-at.ts';
import { isCallingAt } from '#shared/store/is-calling-at.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { saveIncident, type Said } from './save-incident.ts';

/** At which priority an incident calls before what comes into it is taken in. */
export async function calledAtOf(tx: DutyTransaction, incident: Incident): Promise<Priority> {
  const told = isToldGravity(incident) ? await readCallsAt(tx.sql, incident.id) : undefined;
  return told ?? incident.priority;
}

/**
 * Whoever has an incident that alerts made graver, and those who are called for such, are called anew; and those for whom a
 * graver alert came into what a person rated, whether somebody has it or not. What nobody has and nobody rated calls by its
 * own priority.
 */
export async function raiseIncident(
  tx: DutyTransaction,
  incident: Incident,
  { calledAt, came, city }: { calledAt: Priority; came: readonly Priority[]; city: KnownCity },
): Promise<void> {
  const { id, owner, version } = incident;
  if (owner === null && !isToldGravity(incident)) return;
  const raised = raisedBy(incident, { calledAt, came });
  if (!raised || !(await isCallingAt(tx.sql, { incident: id, priority: raised.to }))) return;
  const said: Said = { by: 'rule', kind: 'severity', detail: raised.detail };
  // What was seen of it by who has it is not what it is: an act by the version before is a conflict.
  const seen = owner === null ? incident : { ...incident, raisedMs: city.nowMs, version: version + 1 };
  await saveIncident(tx, seen, { city, said: [said] });
}
