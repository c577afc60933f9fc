import type { Incident } from '#shared/duty/incident/incident.ts';
import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { moveBelongings, type Belongings } from '#shared/store/incident-belongings.ts';
import { listMembers, putMembers } from '#shared/store/incident-members.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { saveIncident } from './save-incident.ts';

/** What moved from an incident into the one it became part of. */
export type Absorbed = { readonly alerts: readonly number[]; readonly belongings: readonly Belongings[] };

/** Makes an incident part of another; returns what moved, or undefined where its state does not allow it. */
export async function absorbIncident(
  tx: DutyTransaction,
  incident: Incident,
  { into, by, city }: { into: Incident; by: string; city: Pick<KnownCity, 'working'> },
): Promise<Absorbed | undefined> {
  const nowMs = tx.nowOf(incident.world).getTime();
  const merged = moveIncident(incident, { move: 'merge', by, into: into.id }, nowMs);
  if (!merged) return undefined;
  const alerts = (await listMembers(tx.sql, { incidents: [incident.id] })).map(({ id }) => id);
  for (const id of await putMembers(tx.sql, alerts, into.id)) tx.noteAlert(id);
  const belongings = await moveBelongings(tx.sql, { from: incident.id, to: into.id });
  const detail = { move: 'merge', from: incident.state, to: 'merged', into: into.id, number: incidentNumber(into.id) };
  await saveIncident(tx, { ...merged, version: incident.version + 1 }, { city, said: [{ by, kind: 'state', detail }] });
  return { alerts, belongings };
}
