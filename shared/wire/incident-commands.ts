import { z } from 'zod';
import {
  attachmentTypes,
  incidentChannels,
  mostAttachmentBytes,
  waitReasons,
  type AdviceKind,
  type AttachmentType,
  type EntryKind,
  type IncidentChannel,
  type WaitReason,
} from '../duty/incident/incident-acts.ts';
import { incidentStates, type AlertView, type IncidentState, type IncidentView, type Says } from './duty.ts';
import { worldName } from './world.ts';

const id = z.int().min(1);
const version = z.int().min(0);
const words = (most: number) => z.string().trim().min(1).max(most);
const note = words(2_000);
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const priority = z.enum(['P1', 'P2', 'P3']);
const instant = z.iso.datetime({ offset: true });

/** Every act on an incident names it and the version that was seen: on another it is a conflict that tells who did what. */
const onIncident = { id, expectedVersion: version };

/** duty `incident.open`: by hand. Without a place, that of its units and assets. An account of a unit names its unit alone. */
export const incidentOpen = z.strictObject({
  world: worldName.default('live'),
  title: words(160),
  titleEn: words(160).optional(),
  priority: priority.default('P2'),
  units: z.array(code).max(200).default([]),
  assets: z.array(code).max(500).default([]),
  place: z.strictObject({ lon: z.number().min(-180).max(180), lat: z.number().min(-90).max(90) }).optional(),
  channel: z.enum(incidentChannels).exclude(['rule']).default('other'),
  /** When it began, if that is known; else now. */
  occurredAt: instant.optional(),
  isExercise: z.boolean().default(false),
  /** Alerts that belong to it, wherever they are now. */
  alerts: z.array(id).max(500).default([]),
  /** Whether who opens it has it at once. */
  take: z.boolean().default(false),
  note: note.optional(),
});

/** duty `incident.acknowledge`: whoever does it has the incident for so long; then it comes back. */
export const incidentAcknowledge = z.strictObject({
  ...onIncident,
  forS: z.int().min(60).max(28_800).default(1_800),
  note: note.optional(),
});
/** duty `incident.release`: nobody has it any more. */
export const incidentRelease = z.strictObject({ ...onIncident, note: note.optional() });
/** duty `incident.start`: work on it has begun. */
export const incidentStart = z.strictObject({ ...onIncident, note: note.optional() });
/** duty `incident.wait`: its clock stands still; `on` is who or what is waited for. */
export const incidentWait = z.strictObject({ ...onIncident, reason: z.enum(waitReasons), on: words(200) });
/** duty `incident.resume`. */
export const incidentResume = z.strictObject({ ...onIncident, note: note.optional() });
/** duty `incident.resolve`: what was done. */
export const incidentResolve = z.strictObject({ ...onIncident, how: note });
/** duty `incident.close`: nothing more comes of it; nothing is ever added to it by itself. */
export const incidentClose = z.strictObject({ ...onIncident, note: note.optional() });
/** duty `incident.reopen`. */
export const incidentReopen = z.strictObject({ ...onIncident, why: note });
/** duty `incident.merge`: its alerts, tasks, links and files go to another, which is the one that stays. */
export const incidentMerge = z.strictObject({ ...onIncident, into: id, intoVersion: version.optional() });
/** duty `incident.split`: some of its alerts become an incident of their own. */
export const incidentSplit = z.strictObject({
  ...onIncident,
  alerts: z.array(id).min(1).max(500),
  title: words(160).optional(),
});
/** duty `incident.join`: alerts, wherever they are now, become part of this one. */
export const incidentJoin = z.strictObject({ ...onIncident, alerts: z.array(id).min(1).max(500) });
/**
 * duty `incident.note`: added whatever the version is; a note never conflicts. `about`: what is to be learnt from it, which the
 * summary of the incident tells apart.
 */
export const incidentNote = z.strictObject({
  id,
  expectedVersion: version.optional(),
  text: note,
  about: z.literal('lesson').optional(),
});
/** duty `incident.assign`: to an account, or (null) to nobody. */
export const incidentAssign = z.strictObject({
  ...onIncident,
  account: z.string().min(1).max(64).nullable(),
  forS: z.int().min(60).max(28_800).default(1_800),
});
/** duty `incident.severity`. */
export const incidentSeverity = z.strictObject({ ...onIncident, priority, why: note });
/** duty `incident.rename`: title, and the likely cause in words. */
export const incidentRename = z.strictObject({
  ...onIncident,
  title: words(160),
  titleEn: words(160).optional(),
  cause: words(400).optional(),
});
/** duty `incident.task.add`: somebody does something by some time. */
export const incidentTaskAdd = z.strictObject({
  ...onIncident,
  text: words(400),
  unit: code.nullable().default(null),
  office: code.nullable().default(null),
  dueAt: instant.nullable().default(null),
});
/** duty `incident.task.done`; `isDone` false: it is to be done after all. */
export const incidentTaskDone = z.strictObject({ ...onIncident, task: id, isDone: z.boolean().default(true) });
/**
 * duty `incident.task.report`: whoever has a task says that it is done, and what was done, whatever the incident's version is. An
 * account of a unit names its unit.
 */
export const incidentTaskReport = z.strictObject({ task: id, unit: code.optional(), text: note });
/** duty `incident.link`. */
export const incidentLink = z.strictObject({
  ...onIncident,
  url: z.url({ protocol: /^https?$/ }).max(2_000),
  text: words(160).optional(),
});
/** duty `incident.attach`: a file, base64, of a listed type. */
export const incidentAttach = z.strictObject({
  ...onIncident,
  name: z
    .string()
    .trim()
    .min(1)
    .max(120)
    .regex(/^[^/\\\u0000-\u001f\u007f]+$/),
  type: z.enum(attachmentTypes),
  data: z.base64().max(Math.ceil(mostAttachmentBytes / 3) * 4),
});
/** duty `incident.detach` and `incident.unlink`: it was put there by mistake; the timeline keeps that it was there. */
export const incidentDetach = z.strictObject({ ...onIncident, attachment: id });
export const incidentUnlink = z.strictObject({ ...onIncident, link: id });
/** duty `incident.act`: an advice was followed; what it is measured by is measured now and again thirty minutes later. */
export const incidentAct = z.strictObject({ ...onIncident, advice: z.string().min(1).max(160), note: note.optional() });
/** duty `incident.undo`: the inverse of one's own act, within ten seconds and before anybody did another. */
export const incidentUndo = z.strictObject({ id, commandId: z.string().min(8).max(64) });

/** duty `incident.list`: of a world, newest first; `unit`: those that touch it. */
export const incidentList = z.strictObject({
  world: worldName.default('live'),
  states: z.array(z.enum(incidentStates)).optional(),
  unit: code.optional(),
  text: z.string().trim().max(160).optional(),
  limit: z.int().min(1).max(500).default(100),
});
/** duty `incident.see`: an account of a unit names its unit. */
export const incidentSee = z.strictObject({ id, unit: code.optional() });

/** Answers every act: how the incident is now. `commandId` is what an undo names. */
export type IncidentActed = {
  readonly id: number;
  readonly number: string;
  readonly version: number;
  readonly state: IncidentState;
  /** Until when it may be undone; null: it may not. */
  readonly undo: { readonly commandId: string; readonly until: string } | null;
  /** What the act made: a task, link, file, or the incident that was split off. */
  readonly made?: number;
};

/** One line of a timeline. `by` is an actor or `rule`, `duty` where it came by itself. Instants are the world's. */
export type TimelineEntry = {
  readonly id: number;
  readonly at: string;
  readonly by: string;
  readonly kind: EntryKind;
  /** What happened, as the kind says it: `move`, `alert`, `text` and so on. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/** A stretch in which the clock of resolving stood still; `to` null: it does. */
export type Pause = {
  readonly from: string;
  readonly to: string | null;
  readonly reason: WaitReason;
  readonly on: string;
};

export type TaskView = {
  readonly id: number;
  readonly text: string;
  readonly unit: string | null;
  readonly office: string | null;
  readonly dueAt: string | null;
  readonly addedBy: string;
  readonly addedAt: string;
  readonly doneBy: string | null;
  readonly doneAt: string | null;
};

export type LinkView = { readonly id: number; readonly url: string; readonly text: string | null; readonly by: string };

export type AttachmentView = {
  readonly id: number;
  readonly name: string;
  readonly type: AttachmentType;
  readonly bytes: number;
  readonly sha256: string;
  readonly by: string;
  readonly at: string;
};

/** What an advice is judged by. null: not known. */
export type Gauge = {
  readonly waiting: number | null;
  readonly expectedWaitS: number | null;
  readonly countersOpen: number | null;
  readonly callsWaiting: number | null;
};

/** Something that can be done now. `name` is what `incident.act` names; `expects` what it would come to, where it can be said. */
export type AdviceView = {
  readonly name: string;
  readonly kind: AdviceKind;
  /** Where it helps, and where help comes from; '' for the whole city. */
  readonly asset: string;
  readonly from: string | null;
  readonly text: Says;
  /** What hotline and assistant say now; null: nothing. */
  readonly line: Says | null;
};

/** An advice that was followed, with what was measured when it was and thirty minutes later (null: not yet). */
export type AdviceActed = AdviceView & {
  readonly by: string;
  readonly at: string;
  readonly before: Gauge;
  readonly after: Gauge | null;
  readonly measureAt: string;
};

/** Everything there is of an incident. */
export type IncidentDetail = {
  readonly incident: IncidentView;
  readonly channel: IncidentChannel;
  readonly openedBy: string;
  readonly place: { readonly lon: number; readonly lat: number } | null;
  readonly acknowledgedAt: string | null;
  readonly closedAt: string | null;
  readonly mergedInto: { readonly id: number; readonly number: string } | null;
  readonly mergedFrom: readonly { readonly id: number; readonly number: string }[];
  readonly how: string | null;
  readonly pauses: readonly Pause[];
  /** Milliseconds from occurrence to opening, acknowledging and (without pauses) resolving; null: not yet. */
  readonly took: {
    readonly detectMs: number;
    readonly acknowledgeMs: number | null;
    readonly resolveMs: number | null;
  };
  readonly alerts: readonly AlertView[];
  readonly tasks: readonly TaskView[];
  readonly links: readonly LinkView[];
  readonly attachments: readonly AttachmentView[];
  readonly advice: readonly AdviceView[];
  readonly acted: readonly AdviceActed[];
  readonly timeline: readonly TimelineEntry[];
};
