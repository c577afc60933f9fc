import { isAsQuiet } from '#shared/duty/announced.ts';
import { groupAlerts, type Decision } from '#shared/duty/incident/group-alerts.ts';
import type { Group } from '#shared/duty/incident/find-incident.ts';
import type { Incident } from '#shared/duty/incident/incident.ts';
import { moveIncident } from '#shared/duty/incident/move-incident.ts';
import { isUnresolved } from '#shared/duty/incident/state-machine.ts';
import { findIncident, listUnresolved } from '#shared/store/find-incidents.ts';
import { listMembers, putMembers } from '#shared/store/incident-members.ts';
import type { Priority } from '#shared/wire/duty.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { ChangedAlert, DutyTransaction } from '../transaction.ts';
import { absorbIncident } from './absorb-incident.ts';
import { readKnownCity, type KnownCity } from './known-city.ts';
import { listFresh } from './list-fresh.ts';
import { openIncident } from './open-incident.ts';
import { calledAtOf, raiseIncident } from './raise-incident.ts';
import { refreshIncident } from './refresh-incident.ts';
import { saveIncident, type Said } from './save-incident.ts';

/**
 * Groups alerts into incidents. Called once in each transaction that changed alerts, in the order in which they opened, before
 * notices are planned; after each commit of the log and after each act. What it changes it notes in `tx`.
 */
export async function takeTransitions(tx: DutyTransaction, changed: readonly ChangedAlert[]): Promise<void> {
  for (const { view, before } of changed) {
    if (view.incident !== null && before && !isAsQuiet(before, view)) tx.noteIncident(view.incident);
  }
  for (const world of [...new Set(changed.map(({ view }) => view.world))].sort()) {
    await takeWorld(
      tx,
      world,
      changed.filter(({ view }) => view.world === world),
    );
  }
}

async function takeWorld(tx: DutyTransaction, world: string, changed: readonly ChangedAlert[]): Promise<void> {
  if (!changed.some(isWorthLooking)) return;
  const city = await readKnownCity(tx, world);
  // An exercise among what is real takes nothing in by itself.
  const isDrill = worldKind(world) === 'drill';
  const unresolved = (await listUnresolved(tx.sql, world)).filter(({ isExercise }) => isExercise === isDrill);
  const known = new Map(unresolved.map((incident) => [incident.id, incident]));
  const again = await listAgain(tx, changed);
  const fresh = await listFresh(tx, world, { city, again });
  const members = await listMembers(tx.sql, { incidents: [...known.keys()] });
  const groups = unresolved.map((incident): Group => {
    const { id, named, occurredMs, owner, openedBy } = incident;
    const own = members.filter((member) => member.incident === id);
    return {
      id,
      members: own,
      ...named,
      isByHand: openedBy !== 'rule',
      occurredMs,
      isTaken: owner !== null,
    };
  });
  let unstored = 0;
  const { decisions } = groupAlerts(fresh, groups, { near: city.near, newId: () => (unstored -= 1) });
  const told = new Map<number, Said[]>();
  const say = (id: number, said: Said): void => void told.set(id, [...(told.get(id) ?? []), said]);
  const came = new Map<number, Priority[]>();
  const come = (id: number, priority: Priority): void => void came.set(id, [...(came.get(id) ?? []), priority]);
  await carryOut(tx, decisions, { world, city, known, say, come });
  for (const { view, isAnnounced, wasAnnounced } of changed) {
    if (isAnnounced && !wasAnnounced && view.incident !== null) come(view.incident, view.priority);
  }
  for (const one of changed) for (const said of changesOf(one)) if (one.view.incident) say(one.view.incident, said);
  for (const [id, said] of told) {
    const incident = known.get(id) ?? (await findIncident(tx.sql, id));
    if (!incident) continue;
    if (incident.state === 'merged') await saveIncident(tx, incident, { city, said });
    else if (isUnresolved(incident.state)) await settle(tx, incident, { city, said, came: came.get(id) ?? [] });
    else await refreshIncident(tx, incident, { city, said });
  }
}

/** Alerts that call for a person anew and whose incident is over: nothing is added to that. */
async function listAgain(tx: DutyTransaction, changed: readonly ChangedAlert[]): Promise<number[]> {
  const again: number[] = [];
  for (const { view, isAnnounced, wasAnnounced } of changed) {
    if (!isAnnounced || wasAnnounced || view.incident === null) continue;
    const incident = await findIncident(tx.sql, view.incident);
    if (incident && !isUnresolved(incident.state)) again.push(view.id);
  }
  return again;
}

/** Opens, joins and merges as decided. */
async function carryOut(
  tx: DutyTransaction,
  decisions: readonly Decision[],
  options: {
    world: string;
    city: KnownCity;
    known: Map<number, Incident>;
    say: (id: number, said: Said) => void;
    come: (id: number, priority: Priority) => void;
  },
): Promise<void> {
  const { world, city, known, say, come } = options;
  const stored = new Map<number, number>();
  const idOf = (id: number): number => stored.get(id) ?? id;
  for (const decision of decisions) {
    if (decision.kind === 'open') {
      const { alert } = decision;
      const opened = await openIncident(
        tx,
        {
          ...{ world, title: alert.name, priority: alert.priority, channel: 'rule', openedBy: 'rule' },
          occurredMs: alert.sinceMs,
        },
        city,
      );
      stored.set(decision.incident, opened.id);
      known.set(opened.id, opened);
    }
    const id = idOf(decision.incident);
    const incident = known.get(id);
    if (!incident) continue;
    if (decision.kind === 'absorb') {
      const into = known.get(idOf(decision.into));
      if (!into) continue;
      await absorbIncident(tx, incident, { into, by: 'duty', city });
      known.delete(id);
      say(into.id, { by: 'duty', kind: 'membership', detail: { merged: id } });
      come(into.id, incident.priority);
      continue;
    }
    const { alert } = decision;
    for (const moved of await putMembers(tx.sql, [alert.id], id)) tx.noteAlert(moved);
    if (alert.about.length > 0) {
      known.set(id, { ...incident, about: { ...incident.about, [String(alert.id)]: alert.about } });
      await tx.sql.query('UPDATE incidents SET about = $2 WHERE id = $1', [id, JSON.stringify(known.get(id)?.about)]);
    }
    const why = decision.kind === 'join' ? { why: decision.why, through: decision.through } : {};
    const { id: number, rule, target, name } = alert;
    come(id, alert.priority);
    say(id, { by: 'rule', kind: 'membership', detail: { joined: number, rule: rule.id, target, name, ...why } });
  }
}

/** What became of an alert that its incident should tell: that it is over, unknown, or back. */
function changesOf({ view, transitions }: ChangedAlert): Said[] {
  return transitions
    .filter(
      ({ from, to }) => from.condition !== to.condition && from.condition !== 'pending' && from.condition !== 'normal',
    )
    .filter(({ to }) => to.condition !== 'recovering')
    .map(({ to, why, value }) => ({
      ...{ by: 'rule', kind: 'alert' as const },
      detail: {
        alert: view.id,
        rule: view.rule,
        target: view.target,
        name: view.name,
        condition: to.condition,
        why,
        value,
      },
    }));
}

/** Works an incident out anew. Where all its alerts are over and nobody ever had it, one that can wait is resolved by that. */
async function settle(
  tx: DutyTransaction,
  incident: Incident,
  { city, said, came }: { city: KnownCity; said: readonly Said[]; came: readonly Priority[] },
): Promise<void> {
  const members = await listMembers(tx.sql, { incidents: [incident.id] });
  const isOver = members.length > 0 && members.every(({ closedMs }) => closedMs !== null);
  const over: Said[] = isOver ? [{ by: 'rule', kind: 'alert', detail: { over: members.length } }] : [];
  const isForgotten = isOver && incident.priority === 'P3' && incident.state === 'new' && incident.openedBy === 'rule';
  const how = 'Mọi cảnh báo đã hết / all its alerts are over';
  const moved = isForgotten && moveIncident(incident, { move: 'resolve', by: 'rule', how }, city.nowMs);
  if (!moved) {
    const calledAt = await calledAtOf(tx, incident);
    const now = await refreshIncident(tx, incident, { city, said: [...said, ...over] });
    await raiseIncident(tx, now, { calledAt, came, city });
    return;
  }
  const state: Said = {
    by: 'rule',
    kind: 'state',
    detail: { move: 'resolve', from: incident.state, to: moved.state, how },
  };
  const resolved = { ...moved, progressMs: incident.progressMs, version: incident.version + 1 };
  await refreshIncident(tx, resolved, { city, said: [...said, ...over, state] });
}

/** Only what may come into an incident, or is in one, is looked at; single pending and closed-hours alerts are most. */
function isWorthLooking({ view, transitions, isAnnounced }: ChangedAlert): boolean {
  const { why } = view.suppression;
  if (view.incident !== null) return transitions.length > 0 || isAnnounced;
  return view.closedAt === null && (isAnnounced || why === 'inhibited' || why === 'storm');
}
