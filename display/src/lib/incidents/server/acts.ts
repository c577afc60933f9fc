import { attachmentTypes, mostAttachmentBytes } from '#shared/duty/incident/incident-acts.ts';
import { readHour } from '../../admin/read-hour.ts';
import type { Form } from '../../admin/server/form.ts';
import { readSeen } from '../seen-incident.ts';
import type { IncidentsWords } from '../words/incidents-words.ts';

/** What a form of an incident's page asks for: the verb, what it adds to incident and version, and what is said then. */
export type PageAct = {
  readonly verb: string;
  readonly done: keyof IncidentsWords['done'];
  readonly body: (form: Form, timeZone: string) => Promise<object> | object;
};

const note = (form: Form): object => (form.text('note') === '' ? {} : { note: form.text('note') });
const numberIn = (form: Form, name: string): number => Number(form.text(name).replace(/^SC-/i, ''));
const optional = (form: Form, name: string): string | null => (form.text(name) === '' ? null : form.text(name));

/** Every act of the page, by the name of its form. */
export const pageActs = {
  acknowledge: {
    ...{ verb: 'incident.acknowledge', done: 'acknowledge' },
    body: (form) => ({ forS: Number(form.text('forS')) || 1_800, ...note(form) }),
  },
  release: { verb: 'incident.release', done: 'release', body: note },
  start: { verb: 'incident.start', done: 'start', body: note },
  wait: {
    ...{ verb: 'incident.wait', done: 'wait' },
    body: (form) => ({ reason: form.text('why'), on: form.text('on') }),
  },
  resume: { verb: 'incident.resume', done: 'resume', body: note },
  resolve: { verb: 'incident.resolve', done: 'resolve', body: (form) => ({ how: form.text('how') }) },
  close: { verb: 'incident.close', done: 'close', body: note },
  reopen: { verb: 'incident.reopen', done: 'reopen', body: (form) => ({ why: form.text('why') }) },
  note: { verb: 'incident.note', done: 'note', body: (form) => ({ text: form.text('text') }) },
  assign: { verb: 'incident.assign', done: 'assign', body: (form) => ({ account: optional(form, 'account') }) },
  severity: {
    ...{ verb: 'incident.severity', done: 'severity' },
    body: (form) => ({ priority: form.text('priority'), why: form.text('why') }),
  },
  rename: {
    ...{ verb: 'incident.rename', done: 'rename' },
    body: (form) => ({ title: form.text('title'), ...(form.text('cause') !== '' && { cause: form.text('cause') }) }),
  },
  merge: {
    ...{ verb: 'incident.merge', done: 'merge' },
    body: (form) => {
      const { id: into, version: intoVersion } = readSeen(form.text('into'));
      return { into, intoVersion };
    },
  },
  // The one that is acted on is the one they come to.
  join: {
    ...{ verb: 'incident.join', done: 'join' },
    body: (form) => {
      const { id, version: expectedVersion } = readSeen(form.text('into'));
      return { id, expectedVersion, alerts: form.list('alerts').map(Number) };
    },
  },
  split: {
    ...{ verb: 'incident.split', done: 'split' },
    body: (form) => ({
      ...{ alerts: form.list('alerts').map(Number), ...(form.text('title') !== '' && { title: form.text('title') }) },
    }),
  },
  task: {
    ...{ verb: 'incident.task.add', done: 'task' },
    body: (form, timeZone) => ({
      ...{ text: form.text('text'), unit: optional(form, 'unit'), office: optional(form, 'office') },
      dueAt: form.text('dueAt') === '' ? null : readHour(form.text('dueAt'), timeZone),
    }),
  },
  taskdone: {
    ...{ verb: 'incident.task.done', done: 'taskDone' },
    body: (form) => ({ task: numberIn(form, 'task'), isDone: form.text('isDone') === 'true' }),
  },
  link: {
    ...{ verb: 'incident.link', done: 'link' },
    body: (form) => ({ url: form.text('url'), ...(form.text('text') !== '' && { text: form.text('text') }) }),
  },
  unlink: { verb: 'incident.unlink', done: 'unlink', body: (form) => ({ link: numberIn(form, 'link') }) },
  attach: { verb: 'incident.attach', done: 'attach', body: toAttachment },
  detach: { verb: 'incident.detach', done: 'detach', body: (form) => ({ attachment: numberIn(form, 'attachment') }) },
  follow: { verb: 'incident.act', done: 'act', body: (form) => ({ advice: form.text('advice') }) },
} as const satisfies Readonly<Record<string, PageAct>>;

async function toAttachment(form: Form): Promise<object> {
  const file = form.file('file');
  if (!file || file.size > mostAttachmentBytes) return { name: file?.name ?? '', type: '', data: '' };
  const data = Buffer.from(await file.arrayBuffer()).toString('base64');
  const type = attachmentTypes.find((one) => one === file.type.split(';')[0]) ?? file.type;
  return { name: file.name.replaceAll(/[/\\]/g, '-').slice(0, 120), type, data };
}
