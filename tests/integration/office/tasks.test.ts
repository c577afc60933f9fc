import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertEntries } from '#shared/store/incident-entries.ts';
import { insertTask, setTaskDone } from '#shared/store/incident-tasks.ts';
import { listReachableOffices } from '#shared/store/list-reachable-offices.ts';
import { listTasks } from '#shared/store/list-tasks.ts';
import { readDueTasks } from '#shared/store/read-due-tasks.ts';
import { readTask, type TaskDetail } from '#shared/store/read-task.ts';
import { readTasksAt } from '#shared/store/read-tasks-at.ts';
import { readTaskFile } from '#shared/store/task-files.ts';
import { verifyAudit } from '#shared/store/verify-audit.ts';
import { foldTask } from '#shared/tasks/fold-task.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { noteDeliveries } from '../../../stream/office/tasks/note-deliveries.ts';
import { mailChannel, openMailServer } from '../../support/receivers.ts';
import { openTaskDesk, type TaskDesk } from '../../support/task-desk.ts';
import { waitFor } from '../../support/wait-for.ts';

/** The same with a type. */
const containing = (text: string): unknown => expect.stringContaining(text);
const matching = (form: RegExp): unknown => expect.stringMatching(form);

let desk: TaskDesk;
let mail: Awaited<ReturnType<typeof openMailServer>>;
const at = (local: string): number => Date.parse(`${local}:00+07:00`);
const png = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]);
const order = {
  office: '00004',
  work: 'Mở thêm hai quầy chứng thực, gọi 0912345678',
  due: '2026-12-02',
  responsibility: 'Chủ tịch phường chịu trách nhiệm chính; Sở Tư pháp phối hợp',
  product: 'Báo cáo một trang và ảnh chụp',
  origin: 'kpi:online_share:00004',
  about: 'Hồ sơ trực tuyến 61,2 %',
};

beforeAll(async () => {
  desk = await openTaskDesk({
    ...{
      chair: { role: 'leader' },
      deputy: { role: 'leader' },
      officer: { role: 'duty' },
      watcher: { role: 'viewer' },
    },
    ...{ ward: { role: 'unit', unit: '00004' }, other: { role: 'unit', unit: '00008' } },
  });
  mail = await openMailServer();
  await desk.setChannel(mailChannel(mail.port));
  await desk.addContact('ba-dinh', { email: 'badinh@vonglau.example', office: 'CT-00004' });
  await desk.addContact('thanh-pho', { email: 'thanhpho@vonglau.example', office: 'CT-TP' });
  await desk.addContact('chu-tich', { email: 'chutich@vonglau.example' });
  await desk.pool.query(`UPDATE contacts SET account = 'chair' WHERE id = 'chu-tich'`);
});
afterAll(async () => {
  await desk.close();
  await mail.close();
});

/** The letters that came since the last look, as `who: what`, once nothing waits any more. */
async function letters(): Promise<string[]> {
  await desk.tellTasks();
  // A contact is sent one letter a minute at most.
  desk.clock.ms += 60_000;
  const isSettled = async (): Promise<boolean> => (await desk.notices()).every(({ state }) => state !== 'waiting');
  await waitFor('every notice to be settled', isSettled);
  return mail.mails.splice(0).map(({ to, raw }) => `${to.split('@')[0]}: ${subjectOf(raw)}`);
}

function subjectOf(raw: string): string {
  const [, folded = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(raw) ?? [];
  const words = folded.replaceAll(/\?=\r\n[ \t]+=\?/g, '?==?');
  const decoded = words.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_, kind: string, text: string) =>
    kind.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString('latin1')
      : text
          .replaceAll('_', ' ')
          .replaceAll(/=([0-9A-F]{2})/g, (__, hex: string) => String.fromCharCode(parseInt(hex, 16))),
  );
  return Buffer.from(decoded, 'latin1').toString();
}

const seen = (id: number): Promise<TaskDetail | undefined> => readTask(desk.pool, { id });

describe('a task', () => {
  it('is given only when people, work, time, responsibility and product are clear, by who may', async () => {
    desk.at('2026-11-30T09:00');
    for (const name of ['office', 'work', 'due', 'responsibility', 'product'] as const) {
      expect(await desk.send('chair', 'task.give', { ...order, [name]: undefined })).toMatchObject({
        ...{ ok: false, code: 'invalid', message: containing(name) },
      });
    }
    const refused = [
      ['chair', { due: '2026-12-06' }, 'invalid', 'the next working day is 2026-12-07'],
      ['chair', { due: '2026-11-27' }, 'invalid', 'the next working day is 2026-11-30'],
      ['chair', { office: 'nobody' }, 'not-found', 'no office, unit or department nobody'],
      ['ward', {}, 'forbidden', 'task.give'],
      ['officer', {}, 'forbidden', 'task.give'],
    ] as const;
    for (const [account, over, code, message] of refused) {
      expect(await desk.send(account, 'task.give', { ...order, ...over })).toMatchObject({
        ...{ ok: false, code, message: containing(message) },
      });
    }
    expect((await desk.pool.query('SELECT FROM tasks')).rowCount).toBe(0);
    const given = await desk.send<TaskActed>('chair', 'task.give', order, 'give-once');
    expect(given).toMatchObject({ ok: true, value: { number: 'NV-1', due: '2026-12-02T10:00:00.000Z' } });
    expect(await desk.send('chair', 'task.give', order, 'give-once')).toEqual(given);
    expect((await desk.pool.query('SELECT FROM tasks')).rowCount).toBe(1);
    // The figure it is about is kept as the office found it: here nothing was counted, which is not nought.
    const figure = { kpi: 'online_share', unit: '00004', value: null, asOf: new Date(desk.clock.ms).toISOString() };
    expect((await seen(1))?.timeline[0]?.detail).toMatchObject({ move: 'issue', figure });
    expect(await listReachableOffices(desk.pool)).toEqual(['CT-00004', 'CT-TP']);
  });

  it('reaches its office, which reads it, and is told of as time goes by: office, giver, office above', async () => {
    desk.start();
    expect(await letters()).toEqual([matching(/^badinh: .*NV-1: Giao việc mới: Mở thêm hai quầy/)]);
    const [first] = await desk.notices();
    expect(first).toMatchObject({ reason: 'task', number: 'NV-1', state: 'sent', contact: 'ba-dinh' });
    expect(await letters()).toEqual([]);
    expect(await noteDeliveries(desk.pool, new Date(desk.clock.ms))).toBe(1);
    expect((await seen(1))?.task.state).toBe('delivered');

    const unit = '00004';
    expect(await desk.send('other', 'task.read', { id: 1, unit: '00008' })).toMatchObject({ code: 'forbidden' });
    expect(await desk.send('other', 'task.read', { id: 1, unit })).toMatchObject({ code: 'forbidden' });
    expect(await desk.send('watcher', 'task.read', { id: 1 })).toMatchObject({ code: 'forbidden' });
    await desk.ask('ward', 'task.read', { id: 1, unit });
    expect(await desk.send('ward', 'task.start', { id: 1, unit, expectedVersion: 1 })).toMatchObject({
      ...{ code: 'conflict', message: containing('account:ward did read') },
    });

    desk.at('2026-12-01T08:00');
    expect(await letters()).toEqual([]);
    desk.at('2026-12-01T17:00');
    expect(await letters()).toEqual([matching(/^badinh: .*Sắp đến hạn/)]);
    const asked = await desk.ask<TaskActed>('ward', 'task.ask', {
      ...{ id: 1, unit, expectedVersion: 3, due: '2026-12-03', why: 'chờ thiết bị' },
    });
    expect(await letters()).toEqual([matching(/^chutich: .*Xin gia hạn/)]);
    const again = { id: 1, unit, expectedVersion: asked.version, due: '2026-12-04', why: 'x' };
    expect(await desk.send('ward', 'task.ask', again)).toMatchObject({ code: 'conflict' });
    const granted = await desk.ask<TaskActed>('chair', 'task.grant', { id: 1, expectedVersion: asked.version });
    expect(granted).toMatchObject({ state: 'read', due: '2026-12-03T10:00:00.000Z' });
    expect(await letters()).toEqual([matching(/^badinh: .*Được gia hạn/)]);

    desk.at('2026-12-02T17:01');
    expect(await letters()).toEqual([matching(/^badinh: .*Sắp đến hạn/)]);
    desk.at('2026-12-03T17:01');
    expect((await letters()).sort()).toEqual([
      ...[matching(/^badinh: .*Quá hạn: /), matching(/^chutich: .*Quá hạn: /)],
    ]);
    desk.at('2026-12-04T17:01');
    expect((await letters()).sort().map((line) => line.split(':')[0])).toEqual(['badinh', 'chutich', 'thanhpho']);
    const told = await desk.pool.query<{ says: object }>('SELECT says FROM notices');
    const body = JSON.stringify(told.rows);
    expect(body).not.toContain('0912345678');
    expect(body).toContain('/tasks/1?unit=00004');
  });

  it('is done with evidence that is what it says, and accepted by another person than who reported it', async () => {
    desk.at('2026-12-05T09:00');
    const unit = '00004';
    const version = async (): Promise<number> => (await seen(1))?.task.version ?? 0;
    const finish = async (over: object) =>
      desk.send<TaskActed>('ward', 'task.finish', { id: 1, unit, expectedVersion: await version(), ...over });
    expect(await finish({})).toMatchObject({ code: 'invalid' });
    const file = { name: 'ảnh.png', type: 'image/png', data: Buffer.from('not a picture').toString('base64') };
    expect(await finish({ file })).toMatchObject({
      code: 'invalid',
      message: containing('not image/png'),
    });
    expect((await seen(1))?.files).toEqual([]);
    const done = await finish({ text: 'Đã mở hai quầy', file: { ...file, data: png.toString('base64') } });
    expect(done).toMatchObject({ ok: true, value: { state: 'done' } });
    const [kept] = (await seen(1))?.files ?? [];
    expect((await readTaskFile(desk.pool, { task: 1, id: kept?.id ?? 0 }))?.bytes.equals(png)).toBe(true);
    expect(await letters()).toEqual([matching(/^chutich: .*Báo đã xong/)]);

    expect(await desk.send('ward', 'task.accept', { id: 1, unit, expectedVersion: await version() })).toMatchObject({
      code: 'forbidden',
    });
    await desk.ask('chair', 'task.return', { id: 1, expectedVersion: await version(), why: 'thiếu báo cáo' });
    expect(await letters()).toEqual([matching(/^badinh: .*Trả lại/)]);
    await finish({ url: 'https://vonglau.example/bao-cao' });
    expect(await letters()).toHaveLength(1);
    await desk.ask('deputy', 'task.accept', { id: 1, expectedVersion: await version() });
    expect(await letters()).toEqual([matching(/^badinh: .*Đã duyệt/)]);
    desk.at('2026-12-20T09:00');
    expect(await letters()).toEqual([]);
  });

  it('stood, at any moment that is asked for, as its moves until then say; the row is what they come to', async () => {
    const shown = await seen(1);
    const standing = foldTask((shown?.timeline ?? []).map((line) => ({ ...line, atMs: Date.parse(line.at) })));
    expect(shown?.task).toMatchObject({
      ...{
        state: standing?.state,
        dueMs: standing?.dueMs,
        extensions: 1,
        settledMs: standing?.settledMs,
        version: shown?.timeline.length,
      },
      ...{ doneMs: standing?.done?.atMs, firstDueMs: at('2026-12-02T17:00') },
    });
    const due = (local: string) => readDueTasks(desk.pool, 'live', at(local));
    expect(await due('2026-11-30T08:59')).toEqual([]);
    expect(await due('2026-11-30T09:00')).toMatchObject([
      {
        id: 'NV-1',
        path: '/tasks/1',
        office: 'CT-00004',
        state: 'issued',
        overdueMs: null,
        dueMs: at('2026-12-02T17:00'),
      },
    ]);
    expect(await due('2026-12-03T17:00')).toMatchObject([
      { state: 'read', overdueMs: null, dueMs: at('2026-12-03T17:00') },
    ]);
    expect(await due('2026-12-04T17:00')).toMatchObject([{ state: 'read', overdueMs: 86_400_000 }]);
    expect(await due('2026-12-10T09:00')).toEqual([]);
    expect(await readDueTasks(desk.pool, 'sim:x', at('2026-12-04T17:00'))).toEqual([]);
  });

  it('is one list with the tasks of incidents, as they stood too', async () => {
    desk.at('2026-12-07T08:00');
    const incident = await desk.openIncident();
    const dueAt = new Date(at('2026-12-07T10:00'));
    const task = await insertTask(desk.pool, {
      ...{ incident, text: 'Gọi điện lực', unit: '00004', office: null, dueAt, addedBy: 'officer' },
      addedAt: new Date(desk.clock.ms),
    });
    const say = (local: string, done: boolean, kind: 'task' | 'undone' = 'task') =>
      insertEntries(desk.pool, [
        {
          ...{ incident, at: new Date(at(local)), by: 'officer', kind },
          detail: kind === 'task' ? { task, text: 'Gọi điện lực', done } : { verb: 'incident.task.done' },
        },
      ]);
    await say('2026-12-07T09:00', true);
    await say('2026-12-07T09:00', true, 'undone');
    await say('2026-12-07T11:00', true);
    await setTaskDone(desk.pool, task, { by: 'officer', at: new Date(at('2026-12-07T11:00')) });
    const due = async (local: string) =>
      (await readDueTasks(desk.pool, 'live', at(local))).map(({ id, overdueMs }) => `${id} ${overdueMs ?? '-'}`);
    const id = `SC-${incident}.${task}`;
    expect(await due('2026-12-07T09:30')).toEqual([`${id} -`]);
    expect(await due('2026-12-07T10:30')).toEqual([`${id} 1800000`]);
    expect(await due('2026-12-07T11:00')).toEqual([]);

    desk.at('2026-12-08T09:00');
    await desk.ask('chair', 'task.give', { ...order, office: 'STP', due: '2026-12-10' });
    const nowMs = desk.clock.ms;
    const any = { unit: null, offices: null, givenBy: null, state: null, text: null, origin: null, limit: 50, skip: 0 };
    const asked = { ...any, world: 'live', now: new Date(nowMs) };
    const listed = await listTasks(desk.pool, asked);
    const folded = await readTasksAt(desk.pool, { world: 'live', atMs: nowMs, sinceMs: 0 });
    type Told = { readonly state: string; readonly dueMs: number | null; readonly doneMs: number | null };
    const tell = (key: string, task: Told): string => `${key} ${task.state} ${task.dueMs} ${task.doneMs}`;
    expect(listed.rows.map((row) => tell(row.number, row)).sort()).toEqual(
      folded.map((one) => tell(one.id, one)).sort(),
    );
    expect(listed.rows.map(({ number }) => number)[0]).toBe('NV-2');
    expect((await listTasks(desk.pool, { ...asked, unit: '00004' })).rows).toHaveLength(2);
    expect((await listTasks(desk.pool, { ...asked, offices: ['GD-STP'] })).rows).toHaveLength(1);
    expect((await listTasks(desk.pool, { ...asked, text: 'điện lực' })).total).toBe(1);
    // A unit sees its own, whatever else it names.
    const own = { unit: '00004', office: 'GD-STP' };
    expect(await desk.ask('ward', 'task.list', own)).toEqual([]);
    expect(await desk.send('ward', 'task.list', { unit: '00008' })).toMatchObject({ code: 'forbidden' });
    expect(await desk.send('ward', 'task.see', { id: 2, unit: '00004' })).toMatchObject({ code: 'not-found' });

    // Whatever is ordered is in the next brief, also when it is due much later.
    await desk.ask('chair', 'task.give', { ...order, office: 'STP', due: '2026-12-31' });
    const [morning, dayBefore] = [at('2026-12-09T07:00'), at('2026-12-08T00:00')];
    const told = async (sinceMs: number) =>
      (await readDueTasks(desk.pool, 'live', morning, sinceMs)).map((one) => one.id);
    expect([await told(dayBefore), await told(morning)]).toEqual([['NV-2', 'NV-3'], ['NV-2']]);
  });

  it('leaves a sound trail of every act', async () => {
    const { rows } = await desk.pool.query<{ verb: string; actor: string }>(
      `SELECT verb, actor FROM audit WHERE subject = 'task:1' ORDER BY seq`,
    );
    expect(rows.map(({ verb, actor }) => `${actor} ${verb}`)).toEqual([
      ...['account:chair task.give', 'process:office task.deliver', 'account:ward task.read', 'account:ward task.ask'],
      ...['account:chair task.grant', 'account:ward task.finish', 'account:chair task.return'],
      ...['account:ward task.finish', 'account:deputy task.accept'],
    ]);
    expect((await verifyAudit(desk.pool)).faults).toEqual([]);
  });
});
