import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { listUnresolved } from '#shared/store/find-incidents.ts';
import { handOverAlerts } from '../alerts/hand-over-alerts.ts';
import { readKnownCity } from '../incidents/known-city.ts';
import { saveIncident } from '../incidents/save-incident.ts';
import type { DutyTransaction } from '../transaction.ts';

/** What was about to come back stays with whoever takes the shift long enough to be looked at. */
const heldForMs = 30 * 60_000;

type Handed = { readonly handover: number; readonly world: string; readonly from: string; readonly to: string };

/** What changed hands. */
export type TakenOver = { readonly incidents: readonly number[]; readonly alerts: readonly number[] };

/**
 * Incidents and alerts that are open and that whoever hands over has become those of whoever takes the shift: nothing may
 * be held by somebody who went home. Each says so on its timeline; screens hear of it after the commit.
 */
export async function takeOver(tx: DutyTransaction, { handover, world, from, to }: Handed): Promise<TakenOver> {
  const nowMs = tx.nowOf(world).getTime();
  const held = (await listUnresolved(tx.sql, world)).filter(({ owner }) => owner === from);
  const incidents: number[] = [];
  for (const incident of held) {
    const untilMs = Math.max(incident.ownerUntilMs ?? 0, nowMs + heldForMs);
    const moved = moveIncident(incident, { move: 'acknowledge', by: to, untilMs }, nowMs);
    if (!moved) continue;
    const detail = { move: 'handover', from, to, handover };
    await saveIncident(
      tx,
      { ...moved, version: incident.version + 1 },
      { city: await readKnownCity(tx, world), said: [{ by: to, kind: 'owner', detail }] },
    );
    incidents.push(incident.id);
  }
  return { incidents, alerts: await handOverAlerts(tx, { world, from, to, untilMs: nowMs + heldForMs }) };
}
