import { detectWithinMs, dueMs, resolveWithinMs, timeFor } from '#shared/duty/incident/clocks.ts';
import type { EntryKind } from '#shared/duty/incident/incident-acts.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { raisedAfter } from '#shared/duty/incident/raised.ts';
import { insertEntries } from '#shared/store/incident-entries.ts';
import { updateIncident } from '#shared/store/write-incident.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';

/** What is told of a change on the timeline. */
export type Said = {
  readonly by: string;
  readonly kind: EntryKind;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** An incident with its due times as they follow from everything else it says. */
export function withDues<Kept extends Omit<Incident, 'id'>>(
  incident: Kept,
  { working }: Pick<KnownCity, 'working'>,
): Kept {
  const { occurredMs, priority, pauses } = incident;
  const time = timeFor(priority, working);
  return {
    ...incident,
    detectDueMs: dueMs(occurredMs, detectWithinMs, [], time) ?? occurredMs + detectWithinMs,
    resolveDueMs: dueMs(occurredMs, resolveWithinMs, pauses, time),
  };
}

/** Keeps a changed incident with what is told of it; screens hear after the commit. */
export async function saveIncident(
  tx: DutyTransaction,
  incident: Incident,
  { city, said }: { city: Pick<KnownCity, 'working'>; said: readonly Said[] },
): Promise<Incident> {
  const saved = withDues({ ...incident, raisedMs: raisedAfter(incident, said) }, city);
  await updateIncident(tx.sql, saved);
  const at = tx.nowOf(incident.world);
  await insertEntries(
    tx.sql,
    said.map((one) => ({ incident: incident.id, at, ...one })),
  );
  tx.noteIncident(incident.id);
  return saved;
}
