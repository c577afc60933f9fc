import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAccount } from '#shared/store/insert-account.ts';
import { readIncidentTask } from '#shared/store/read-incident-task.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import { aTick, setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';

/** The same with a type. */
const containing = (text: string): unknown => expect.stringContaining(text);

const startMs = Date.parse('2026-11-23T02:00:00.000Z');
const hourS = 3_600;
let duty: DutySetUp;
let nowS = 0;
let commands = 0;
let incident = 0;

const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();

beforeAll(async () => {
  duty = await setUpDuty(someRules());
  const accounts = { an: ['duty', null], ward: ['unit', '00004'], other: ['unit', '00008'] } as const;
  for (const [name, [role, unit]] of Object.entries(accounts)) {
    await insertAccount(duty.db, { name, role, unit, passwordHash: 'x', at: new Date() });
  }
  await duty.db.query(
    `INSERT INTO contacts (id, office, name_vi, name_en, channels, version, edited_by, edited_at)
     VALUES ('ba-dinh', 'CT-00004', 'Ba Đình', 'Ba Dinh', '{}', 1, 'test', now())`,
  );
  await duty.start({ DUTY_IMAGE_S: '0.1' });
  await duty.firstPlace(at(0));
  await pass(1);
  const opened = await ask('incident.open', { title: 'Mất điện tại điểm phục vụ', units: ['00008'] });
  incident = opened.ok ? opened.value.id : 0;
});
afterAll(() => duty.close());

async function pass(s: number): Promise<void> {
  nowS += s;
  await duty.judged(await duty.publish([aTick(at(nowS))]));
}

const ask = (verb: string, body: object, account = 'an'): Promise<CommandAnswer<IncidentActed>> =>
  duty.ask<IncidentActed>(verb, body, { actor: `account:${account}`, id: `incident-tasks-${(commands += 1)}` });
const see = (): Promise<IncidentDetail> => duty.act<IncidentDetail>('incident.see', { id: incident });
const send = async (verb: string, body: object = {}): Promise<CommandAnswer<IncidentActed>> =>
  ask(verb, { id: incident, expectedVersion: (await see()).incident.version, ...body });
async function act(verb: string, body: object = {}): Promise<IncidentActed> {
  const answer = await send(verb, body);
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}
/** What lies in the outbox of tasks of incidents: whom it is for, and how it begins. */
const told = async (): Promise<string[]> => {
  const rows = await duty.rowsOf<{ line: string }>(
    `SELECT coalesce(contact, state) || ' ' || split_part(says -> 'title' ->> 'vi', ':', 1) AS line FROM notices
     WHERE subject LIKE 'incident-task:%' ORDER BY id`,
  );
  return rows.map(({ line }) => line);
};

let task = 0;

test('unit and office that have a task are told that it is given, nearly due and late, each once', async () => {
  const back = await act('incident.task.add', { text: 'Viết nhầm', unit: '00004' });
  expect(await ask('incident.undo', { id: incident, commandId: back.undo?.commandId ?? '' })).toMatchObject({
    ok: true,
  });
  expect(await send('incident.task.add', { text: 'x', office: 'nobody' })).toMatchObject({ code: 'not-found' });
  const wish = { text: 'Gọi 0912345678, lắp máy phát', unit: '00004', office: 'STP', dueAt: at(nowS + 2 * hourS) };
  task = (await act('incident.task.add', wish)).made ?? 0;
  expect((await see()).tasks).toMatchObject([{ id: task, unit: '00004', office: 'GD-STP' }]);
  await pass(5);
  expect(await told()).toEqual([]);
  await pass(6);
  // Nobody is known in the department's office: that is kept too.
  const given = ['nobody Giao việc mới', 'ba-dinh Giao việc mới'];
  expect(await told()).toEqual(given);
  await pass(60);
  expect(await told()).toEqual(given);
  await pass(1.5 * hourS);
  const soon = [...given, 'nobody Sắp đến hạn', 'ba-dinh Sắp đến hạn'];
  expect(await told()).toEqual(soon);
  await pass(hourS);
  await pass(hourS);
  expect(await told()).toEqual([...soon, 'nobody Quá hạn', 'ba-dinh Quá hạn']);
  const [kept] = await duty.rowsOf<{ says: object }>(`SELECT says FROM notices WHERE contact = 'ba-dinh' LIMIT 1`);
  expect(kept?.says).toMatchObject({
    ...{ reason: 'task', number: `SC-${incident}.${task}`, path: `/tasks/incident/${task}?unit=00004` },
  });
  expect(JSON.stringify(kept)).not.toContain('0912345678');
});

test('an account of the unit that has it reports it done with words, whatever the incident is about; nobody else’s does', async () => {
  const report = (account: string, body: object) =>
    ask('incident.task.report', { task, text: 'Đã lắp', ...body }, account);
  expect(await report('other', { unit: '00004' })).toMatchObject({ code: 'forbidden' });
  expect(await report('other', { unit: '00008' })).toMatchObject({
    ...{ code: 'forbidden', message: containing('is not a task of 00008') },
  });
  expect(await report('ward', {})).toMatchObject({ code: 'forbidden' });
  expect(await report('ward', { unit: '00004', text: ' ' })).toMatchObject({ code: 'invalid' });
  expect((await see()).tasks).toMatchObject([{ doneAt: null }]);
  expect(await ask('incident.task.done', { id: incident, expectedVersion: 1, task }, 'ward')).toMatchObject({
    code: 'forbidden',
  });
  expect(await report('ward', { unit: '00004' })).toMatchObject({ ok: true, value: { id: incident, undo: null } });
  const { tasks, timeline } = await see();
  expect(tasks).toMatchObject([{ id: task, doneBy: 'ward', doneAt: at(nowS) }]);
  expect(timeline.at(-1)).toMatchObject({ by: 'ward', kind: 'task', detail: { task, done: true, how: 'Đã lắp' } });
  expect(await report('ward', { unit: '00004' })).toMatchObject({ code: 'conflict' });
  expect(await readIncidentTask(duty.db, { id: task, unit: '00004' })).toMatchObject({
    ...{ how: 'Đã lắp', doneBy: 'ward', units: ['00008'], world: 'live', isClosed: false },
  });
  expect(await readIncidentTask(duty.db, { id: task, unit: '00008' })).toBeUndefined();
  const trail = await duty.rowsOf(`SELECT actor, subject FROM audit WHERE verb = 'incident.task.report'`);
  expect(trail).toEqual([{ actor: 'account:ward', subject: `incident:${incident}` }]);
  // What is done in time is told of no more; the office's unit has what its office has.
  const other = await act('incident.task.add', { text: 'Báo phường', office: 'CT-00004', dueAt: at(nowS + hourS) });
  expect((await see()).tasks.find(({ id }) => id === other.made)).toMatchObject({ unit: '00004', office: 'CT-00004' });
  const before = (await told()).length;
  expect(await report('ward', { unit: '00004', task: other.made })).toMatchObject({ ok: true });
  await pass(2 * hourS);
  expect(await told()).toHaveLength(before);
});

test('nothing is added to what is closed, until it is reopened; what was learnt may be written', async () => {
  const link = (await act('incident.link', { url: 'https://vonglau.example/a' })).made;
  await act('incident.resolve', { how: 'đã có điện' });
  await act('incident.close');
  const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64');
  const refused = {
    'incident.task.add': { text: 'Gọi điện lực' },
    'incident.task.done': { task, isDone: false },
    'incident.link': { url: 'https://vonglau.example/b' },
    'incident.attach': { name: 'a.png', type: 'image/png', data: png },
    'incident.severity': { priority: 'P1', why: 'x' },
    'incident.act': { advice: 'say:' },
    'incident.assign': { account: null },
    'incident.split': { alerts: [1] },
  };
  for (const [verb, body] of Object.entries(refused)) {
    expect(await send(verb, body), verb).toMatchObject({
      ...{ ok: false, code: 'conflict', message: containing(`SC-${incident} is closed`) },
    });
  }
  const { incident: kept, tasks, links, attachments } = await see();
  expect(kept).toMatchObject({ state: 'closed', openTasks: 0, priority: 'P2' });
  expect([tasks.length, links.length, attachments.length]).toEqual([2, 1, 0]);
  await act('incident.note', { text: 'Cần máy phát tại chỗ', about: 'lesson' });
  await act('incident.rename', { title: 'Mất điện', cause: 'cáp đứt' });
  await act('incident.unlink', { link });
  await act('incident.reopen', { why: 'lại mất' });
  await act('incident.task.add', { text: 'Gọi điện lực' });
});
