import type { Incident } from '#shared/duty/incident/incident.ts';
import { incidentNumber } from '#shared/duty/incident/incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { listMembers, putMembers } from '#shared/store/incident-members.ts';
import type { DutyTransaction } from '../transaction.ts';
import type { KnownCity } from './known-city.ts';
import { refreshIncident } from './refresh-incident.ts';

/** Where an alert was before. */
export type CameFrom = readonly [alert: number, incident: number | null];

/** Puts alerts into an incident; those they leave are worked out anew. Returns where each was that moved. */
export async function moveAlerts(
  tx: DutyTransaction,
  alerts: readonly number[],
  { to, city, by }: { to: Pick<Incident, 'id' | 'world'>; city: KnownCity; by: string },
): Promise<CameFrom[]> {
  const members = await listMembers(tx.sql, { alerts });
  const own = members.filter(({ world, incident }) => world === to.world && incident !== to.id);
  const moved = new Set(
    await putMembers(
      tx.sql,
      own.map(({ id }) => id),
      to.id,
    ),
  );
  for (const id of moved) tx.noteAlert(id);
  const left = new Set(own.flatMap(({ incident }) => incident ?? []));
  for (const id of left) {
    const incident = await findIncident(tx.sql, id);
    if (!incident) continue;
    const gone = own.filter((member) => member.incident === id).map((member) => member.id);
    const detail = { left: gone, to: incidentNumber(to.id) };
    const changed = { ...incident, version: incident.version + 1 };
    await refreshIncident(tx, changed, { city, said: [{ by, kind: 'membership', detail }] });
  }
  return own.filter(({ id }) => moved.has(id)).map(({ id, incident }) => [id, incident] as const);
}
