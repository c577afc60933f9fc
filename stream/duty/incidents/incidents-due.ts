import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { listUnmeasured, setMeasured } from '#shared/store/incident-advice.ts';
import { listDueIncidents } from '#shared/store/list-due-incidents.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import type { DueWork } from '../due/due-work.ts';
import type { DutyTransaction } from '../transaction.ts';
import { readKnownCity, type KnownCity } from './known-city.ts';
import { gaugeOf } from './list-advice.ts';
import { refreshIncident } from './refresh-incident.ts';
import { saveIncident, type Said } from './save-incident.ts';

/** How many are affected is worked out so often; what is resolved by itself is closed after so long. */
const lookEveryMs = 60_000;
const closeAfterMs = 3_600_000;

/** What time does to incidents: claims that lapse, advice that is measured, figures that move, the end of what is resolved. */
export const incidentsDue: DueWork = async (tx, worlds) => {
  for (const { world, now } of worlds) {
    const due = await listDueIncidents(tx.sql, {
      ...{ world, now, lookedBefore: new Date(now.getTime() - lookEveryMs) },
      resolvedBefore: new Date(now.getTime() - closeAfterMs),
    });
    const unmeasured = await listUnmeasured(tx.sql, world, now);
    if (due.length === 0 && unmeasured.length === 0) continue;
    const city = await readKnownCity(tx, world);
    for (const row of unmeasured) {
      const { id, incident, advice, before } = row;
      const after = gaugeOf(tx, world, advice.asset, city);
      await setMeasured(tx.sql, id, after);
      const detail = { advice: id, name: advice.name, text: advice.text, before, after };
      const kept = await findIncident(tx.sql, incident);
      if (kept) await saveIncident(tx, kept, { city, said: [{ by: 'duty', kind: 'measured', detail }] });
    }
    for (const incident of due) await doDue(tx, incident, city);
  }
};

async function doDue(tx: DutyTransaction, incident: Incident, city: KnownCity): Promise<void> {
  const { ownerUntilMs, owner, state, version, resolvedMs } = incident;
  const lapsed =
    ownerUntilMs !== null &&
    ownerUntilMs <= city.nowMs &&
    moveIncident(incident, { move: 'lapse', by: 'duty' }, city.nowMs);
  if (lapsed) {
    const said: Said = { by: 'duty', kind: 'state', detail: { move: 'lapse', from: state, to: lapsed.state, owner } };
    await refreshIncident(tx, { ...lapsed, version: version + 1 }, { city, said: [said] });
    return;
  }
  const isDone = state === 'resolved' && resolvedMs !== null && resolvedMs <= city.nowMs - closeAfterMs;
  const closed = isDone && moveIncident(incident, { move: 'close', by: 'duty' }, city.nowMs);
  if (closed) {
    const said: Said = { by: 'duty', kind: 'state', detail: { move: 'close', from: state, to: closed.state } };
    const kept = { ...closed, version: version + 1, progressMs: incident.progressMs };
    await refreshIncident(tx, kept, { city, said: [said] });
    return;
  }
  await refreshIncident(tx, incident, { city });
}
