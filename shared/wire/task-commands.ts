import { z } from 'zod';
import { attachmentTypes, mostAttachmentBytes } from '../duty/incident/incident-acts.ts';
import type { TaskMove, TaskState } from '../tasks/task-moves.ts';
import { worldName } from './world.ts';

const id = z.int().min(1);
const version = z.int().min(1);
const missing = (what: string): { error: string } => ({ error: `missing or too long: ${what}` });
const words = (most: number, what: string) =>
  z.string(missing(what)).trim().min(1, missing(what)).max(most, missing(what));
const why = words(1_000, 'why');
const note = z.string().trim().min(1).max(2_000);
const code = z.string().min(1).max(64);

/** What a task may have been given about: a figure, an incident, a brief, staff. */
export const taskOrigin = z.string().regex(/^(kpi|incident|brief|staff):[A-Za-z0-9][A-Za-z0-9._:@-]{0,119}$/, {
  error: 'kpi:…, incident:…, brief:… or staff:…',
});

/**
 * office `task.give`. Five things make an order clear, and none may be missing: who does it (`office`: an office of the city, or
 * the code of a unit or department, whose office it then is), what (`work`), by when (`due`: a working day, until the office
 * closes), who answers for what (`responsibility`), and what is handed in (`product`).
 */
export const taskGive = z.strictObject({
  world: worldName.default('live'),
  office: words(64, 'office: who does it, an office, unit or department'),
  work: words(400, 'work: what is to be done'),
  due: z.iso.date({ error: 'missing or no date: due, the working day by which, such as 2026-12-04' }),
  responsibility: words(400, 'responsibility: who answers for what, and who helps'),
  product: words(400, 'product: what is handed in'),
  /** What it was given about, the figure or sentence as it stood, and the leader's own note. */
  origin: taskOrigin.optional(),
  about: z.string().trim().min(1).max(600).optional(),
  note: note.optional(),
});

/** Every act on a task names it and the version that was seen; an account of a unit names its unit. */
const onTask = { id, expectedVersion: version, unit: code.optional() };

/** office `task.read`: somebody of the office has seen it. Of several the first counts; so it may be said whatever the version. */
export const taskRead = z.strictObject({ ...onTask, expectedVersion: version.optional() });
/** office `task.start`. */
export const taskStart = z.strictObject(onTask);
/** office `task.note`: added whatever the version is. */
export const taskNote = z.strictObject({ ...onTask, expectedVersion: version.optional(), text: note });
/** office `task.ask`: more time, until a later working day, and why. */
export const taskAsk = z.strictObject({ ...onTask, due: z.iso.date(), why });
/** office `task.finish`: done, with what shows it: a text, a link or a file, or several of them. */
export const taskFinish = z.strictObject({
  ...onTask,
  text: note.optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
  file: z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(1)
        .max(120)
        .regex(/^[^/\\\u0000-\u001f\u007f]+$/),
      type: z.enum(attachmentTypes),
      data: z.base64().max(Math.ceil(mostAttachmentBytes / 3) * 4),
    })
    .optional(),
});
/** office `task.grant`, `task.refuse`: of an extension that was asked for, by another person than who asked. */
export const taskGrant = z.strictObject({ ...onTask, note: note.optional() });
export const taskRefuse = z.strictObject({ ...onTask, why });
/** office `task.accept`, `task.return`: of what was reported done, by another person than who reported it. */
export const taskAccept = z.strictObject({ ...onTask, note: note.optional() });
export const taskReturn = z.strictObject({ ...onTask, why });
/** office `task.withdraw`: it is not to be done after all. */
export const taskWithdraw = z.strictObject({ ...onTask, why });

/** office `task.list`: what is open (`all`: and what is over), the most overdue first. */
export const taskList = z.strictObject({
  world: worldName.default('live'),
  unit: code.optional(),
  office: code.optional(),
  all: z.boolean().default(false),
  limit: z.int().min(1).max(1_000).default(100),
});
/** office `task.see`. */
export const taskSee = z.strictObject({ id, unit: code.optional() });

/** Answers every act: how the task is now. */
export type TaskActed = {
  readonly id: number;
  readonly number: string;
  readonly version: number;
  readonly state: TaskState;
  readonly due: string;
};

/** One line of a task's timeline. `by` is an actor. Instants are the world's. */
export type TaskLine = { readonly id: number; readonly at: string; readonly by: string; readonly detail: TaskMove };

/** A file that shows a task done, without what is in it. */
export type TaskFileView = {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly bytes: number;
  readonly sha256: string;
};
