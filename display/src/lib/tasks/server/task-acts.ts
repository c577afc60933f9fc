import { attachmentTypes, mostAttachmentBytes } from '#shared/duty/incident/incident-acts.ts';
import type { Form } from '#lib/admin/server/form.ts';
import type { TasksWords } from '../words/tasks-words.ts';

/** What a form of a task's page asks for: the verb is `task.<name>`, this is what it adds to task and version. */
export type TaskAct = (form: Form) => Promise<object> | object;

const noted: TaskAct = (form) => (form.text('note') === '' ? {} : { note: form.text('note') });
const reasoned: TaskAct = (form) => ({ why: form.text('why') });

/** Every act of the page, by the name of its form. */
export const taskActs = {
  read: () => ({}),
  start: () => ({}),
  note: (form) => ({ text: form.text('text') }),
  ask: (form) => ({ due: form.text('due'), why: form.text('why') }),
  finish: toEvidence,
  grant: noted,
  refuse: reasoned,
  accept: noted,
  return: reasoned,
  withdraw: reasoned,
} as const satisfies Partial<Record<keyof TasksWords['done'], TaskAct>>;

async function toEvidence(form: Form): Promise<object> {
  const said = (name: string): object => (form.text(name) === '' ? {} : { [name]: form.text(name) });
  const file = form.file('file');
  return { ...said('text'), ...said('url'), ...(file && { file: await toFile(file) }) };
}

/** A file that is too large is named without what is in it: the office says why it takes none. */
async function toFile(file: File): Promise<object> {
  const name = file.name.replaceAll(/[/\\]/g, '-').slice(0, 120);
  const type = attachmentTypes.find((one) => one === file.type.split(';')[0]) ?? file.type;
  const data = file.size > mostAttachmentBytes ? '' : Buffer.from(await file.arrayBuffer()).toString('base64');
  return { name, type, data };
}
