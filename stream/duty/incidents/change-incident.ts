import { undoForS } from '#shared/duty/incident/incident-acts.ts';
import { incidentNumber, type Incident } from '#shared/duty/incident/incident.ts';
import { findIncident } from '#shared/store/find-incidents.ts';
import { findLastAct, insertUndo, type UndoStep } from '#shared/store/incident-undos.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { Priority } from '#shared/wire/duty.ts';
import type { IncidentActed } from '#shared/wire/incident-commands.ts';
import { personOf } from '../alerts/person-of.ts';
import type { ActContext, Outcome } from '../commands/command.ts';
import { readKnownCity, type KnownCity } from './known-city.ts';
import { raiseByHand } from './raise-by-hand.ts';
import { calledAtOf } from './raise-incident.ts';
import { refreshIncident } from './refresh-incident.ts';
import type { Said } from './save-incident.ts';

/** What an act has at hand of the incident it is done to. */
export type Acting = {
  readonly incident: Incident;
  readonly city: KnownCity;
  /** Who acts, as people call them, and the world's time. */
  readonly by: string;
  readonly nowMs: number;
};

/** What an act made of an incident, or why it is not done. */
export type Acted =
  | {
      readonly incident: Incident;
      readonly said: Said;
      /** How it is taken back, beside the incident itself being as it was; null: it is not. */
      readonly undo?: readonly UndoStep[] | null;
      readonly made?: number;
      /** Priorities of alerts that it put into the incident. */
      readonly came?: readonly Priority[];
    }
  | { readonly refused: Extract<CommandAnswer<never>, { ok: false }> };

/** What has an owner stays theirs for so long after each thing they do to it. */
const keptForMs = 30 * 60_000;

/**
 * What may be done to an incident that is closed: it is written about, named rightly, rid of what should not be there, or
 * reopened. All else would add something to do, or change what was closed.
 */
const afterClosing: ReadonlySet<string> = new Set([
  ...(['incident.reopen', 'incident.note', 'incident.rename', 'incident.unlink', 'incident.detach'] as const),
  ...(['incident.task.done', 'incident.task.report'] as const),
]);

/**
 * Does an act to an incident that is as the one who asks saw it: the incident with a higher version, the line on its timeline,
 * how it is undone and the line of the trail are kept together.
 */
export async function changeIncident(
  wish: { readonly id: number; readonly expectedVersion?: number | undefined },
  context: ActContext,
  verb: string,
  act: (acting: Acting) => Promise<Acted> | Acted,
): Promise<Outcome> {
  const { sql, duty, actor, commandId } = context;
  const incident = await findIncident(sql, wish.id);
  if (!incident) return { answer: notFound(wish.id) };
  const isOther = wish.expectedVersion !== undefined && wish.expectedVersion !== incident.version;
  if (isOther || incident.state === 'merged') return { answer: await conflict(context, incident) };
  if (incident.state === 'closed' && !afterClosing.has(verb)) return { answer: closed(incident) };
  const city = await readKnownCity(duty, incident.world);
  const by = personOf(actor);
  const acted = await act({ incident, city, by, nowMs: city.nowMs });
  if ('refused' in acted) return { answer: acted.refused };
  const changed = keptLonger(
    { ...acted.incident, version: incident.version + 1, progressMs: city.nowMs },
    by,
    city.nowMs,
  );
  const { came = [] } = acted;
  const calledAt = came.length === 0 ? incident.priority : await calledAtOf(duty, incident);
  const saved = await refreshIncident(duty, changed, { city, said: [{ ...acted.said, by }] });
  if (came.length > 0) await raiseByHand(duty, saved, { calledAt, came, city, by });
  const until = new Date(duty.now.getTime() + undoForS * 1_000);
  const steps = acted.undo === null ? null : [...(acted.undo ?? [])];
  if (steps) {
    const before = { incident, version: saved.version, steps };
    await insertUndo(sql, { commandId, incident: incident.id, actor, verb, until, before });
  }
  const value: IncidentActed = {
    ...{ id: saved.id, number: incidentNumber(saved.id), version: saved.version, state: saved.state },
    undo: steps && { commandId, until: until.toISOString() },
    ...(acted.made !== undefined && { made: acted.made }),
  };
  const { world, priority } = saved;
  const detail = { world, priority, from: incident.state, to: saved.state, ...acted.said.detail };
  return { answer: { ok: true, value }, audit: { subject: `incident:${saved.id}`, detail } };
}

/** Why an act was not done, in the words of a refusal. */
export function refuse(code: 'invalid' | 'not-found' | 'conflict' | 'forbidden', message: string): Acted {
  return { refused: { ok: false, code, message } };
}

/** There is no such incident. */
export function notFound(id: number): Extract<CommandAnswer<never>, { ok: false }> {
  return { ok: false, code: 'not-found', message: `there is no incident ${id}; /incidents shows what there is` };
}

/** Nothing is added to what is closed. */
export function closed({ id }: Pick<Incident, 'id'>): Extract<CommandAnswer<never>, { ok: false }> {
  const message = `${incidentNumber(id)} is closed: nothing is added to it and nothing of it changes; reopen it first`;
  return { ok: false, code: 'conflict', message };
}

function keptLonger(incident: Incident, by: string, nowMs: number): Incident {
  if (incident.owner !== by || incident.ownerUntilMs === null) return incident;
  return { ...incident, ownerUntilMs: Math.max(incident.ownerUntilMs, nowMs + keptForMs) };
}

/** Tells whoever saw something else what was done since, by whom and when. */
async function conflict(
  { sql }: ActContext,
  { id, version, state, mergedInto }: Incident,
): Promise<Extract<CommandAnswer<never>, { ok: false }>> {
  const number = incidentNumber(id);
  if (state === 'merged' && mergedInto !== null) {
    const message = `${number} is part of ${incidentNumber(mergedInto)} now; act there`;
    return { ok: false, code: 'conflict', message };
  }
  const last = await findLastAct(sql, id);
  const done = last ? `${last.by} did ${last.what} at ${last.at.toISOString()}` : 'it was changed';
  const message = `${number} is not as you saw it: ${done} (it is ${state}, version ${version}); look again`;
  return { ok: false, code: 'conflict', message };
}
