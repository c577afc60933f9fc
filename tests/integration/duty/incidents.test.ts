import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { IncidentView } from '#shared/wire/duty.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import { aBeat, aTick, setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';

const startMs = Date.parse('2026-11-23T02:00:00.000Z');
const units = ['00004', '00008', '00025', '00070', '00082', '00103'];
const lost = Array.from({ length: 60 }, (_, at) => `K${500 + at}`);
const [an, binh] = ['account:an', 'account:binh'];

let duty: DutySetUp;
let nowS = 0;
let commands = 0;

const rules = someRules(
  {
    id: 'unwell',
    priority: 'P2',
    when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
    storm: 12,
  },
  {
    id: 'long-wait',
    scope: { kind: 'point' },
    labels: ['queue'],
    when: { kind: 'state', field: 'waiting', path: 'expectedWaitS', op: '>', value: 2_700 },
  },
);

const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();
const unitOf = (code: string): string => units[Number(code.slice(1)) % units.length] ?? '';
const sick = (code: string, healthy = false): AcceptedEvent =>
  aBeat(code, at(nowS), { unit: unitOf(code), data: { healthy, coversS: 60, paperPct: 80 } });
const queueAt = (point: string, waiting: number, expectedWaitS: number): AcceptedEvent =>
  aBeat(point, at(nowS), { type: 'counter.waiting', unit: point.slice(1), data: { waiting, expectedWaitS } });

beforeAll(async () => {
  duty = await setUpDuty(rules);
  for (const code of lost) {
    await duty.db.query(
      `INSERT INTO assets (code, kind, unit, point, valid_from, lon, lat, placeholder)
       VALUES ($1, 'kiosk', $2, 'P' || $2, '2025-07-01', 105.8, 21, true)`,
      [code, unitOf(code)],
    );
  }
  for (const name of ['an', 'binh']) {
    await insertAccount(duty.db, { name, role: 'duty', unit: null, passwordHash: 'x', at: new Date() });
  }
  await duty.start({ DUTY_IMAGE_S: '0.1' });
  await duty.firstPlace(at(0));
});
afterAll(() => duty.close());

/** Lets time pass, then says something, then ticks. */
async function pass(s: number, events: () => AcceptedEvent[] = () => []): Promise<void> {
  for (; s > 10; s -= 10) {
    nowS += 10;
    await duty.publish([aTick(at(nowS))]);
  }
  nowS += s;
  const said = events();
  await duty.publish(said);
  await duty.judged(await duty.publish([aTick(at(nowS))]));
}

const see = (id: number): Promise<IncidentDetail> => duty.act<IncidentDetail>('incident.see', { id });
const open = async (): Promise<IncidentView[]> => {
  const states = ['new', 'acknowledged', 'in_progress', 'waiting'];
  return [...(await duty.act<{ rows: IncidentView[] }>('incident.list', { states })).rows].sort((a, b) => a.id - b.id);
};
const ask = (verb: string, body: object, actor = an): Promise<CommandAnswer<IncidentActed>> =>
  duty.ask<IncidentActed>(verb, body, { actor, id: `incident-test-${(commands += 1)}` });
async function act(verb: string, id: number, body: object = {}, actor = an): Promise<IncidentActed> {
  const { incident } = await see(id);
  const answer = await ask(verb, { id, expectedVersion: incident.version, ...body }, actor);
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}
const undo = (done: IncidentActed, actor = an): Promise<CommandAnswer<IncidentActed>> =>
  ask('incident.undo', { id: done.id, commandId: done.undo?.commandId ?? '' }, actor);

/** Every alert is in one incident, and none in one that is part of another. */
async function expectEachOnce(alerts: number): Promise<void> {
  const [found] = await duty.rowsOf<{ all: number; homeless: number; lost: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE a.incident IS NULL)::int AS homeless,
       count(*) FILTER (WHERE i.state = 'merged')::int AS lost FROM alerts a LEFT JOIN incidents i ON i.id = a.incident`,
  );
  expect(found).toEqual({ all: alerts, homeless: 0, lost: 0 });
}

test('sixty kiosks lost at once are one incident, whose figures come from the registry and the fold', async () => {
  await pass(10, () => units.map((unit) => queueAt(`P${unit}`, 70, 600)));
  await pass(10, () => lost.slice(0, 20).map((code) => sick(code)));
  await pass(10, () => lost.slice(20).map((code) => sick(code)));
  const incidents = await open();
  expect(incidents).toHaveLength(1);
  const [incident] = incidents;
  expect(incident).toMatchObject({
    ...{ state: 'new', priority: 'P2', isExercise: false, owner: null, alerts: { open: 60, all: 60 } },
    affected: { assets: 60, points: 6, waiting: 420, waitingAt: 6, kinds: { kiosk: 60 } },
    ...{ units, occurredAt: at(20), detectDue: at(20 + 3_600), resolveDue: at(20 + 4 * 3_600), paused: null },
  });
  expect(incident?.title.vi).toMatch(/^thử: K5\d\d \(.+\) và 59 nơi khác$/);
  await expectEachOnce(60);
  // What screens are told of it is what is stored.
  const told = duty.messages.flatMap(({ worlds }) => worlds.flatMap((one) => one.incidents)).at(-1);
  expect(told?.affected.assets).toBe(60);
});

test('who takes it has its alerts too, until that is taken back', async () => {
  const [{ id } = { id: 0 }] = await open();
  const takenBy = async () =>
    duty.rowsOf<{ by: string | null; alerts: number }>(
      'SELECT acked_by AS by, count(*)::int AS alerts FROM alerts WHERE incident = $1 GROUP BY 1',
      [id],
    );
  const taken = await act('incident.acknowledge', id);
  expect(await takenBy()).toEqual([{ by: 'an', alerts: 60 }]);
  expect(await undo(taken)).toMatchObject({ ok: true });
  expect(await takenBy()).toEqual([{ by: null, alerts: 60 }]);
});

test('it is claimed, waits, goes on, is resolved and reopened; who saw something else is told who did what', async () => {
  const [{ id, version } = { id: 0, version: 0 }] = await open();
  const done = await act('incident.acknowledge', id, { forS: 600, note: 'đang gọi nhà cung cấp' });
  expect(done).toMatchObject({ state: 'acknowledged', version: version + 1 });
  const late = await ask('incident.acknowledge', { id, expectedVersion: version }, binh);
  expect(late).toMatchObject({ ok: false, code: 'conflict' });
  expect(late.ok ? '' : late.message).toContain(`an did acknowledge at ${at(nowS)}`);
  await act('incident.wait', id, { reason: 'power', on: 'Điện lực' });
  const startedS = nowS;
  expect((await see(id)).incident).toMatchObject({ state: 'waiting', resolveDue: null, paused: 'power: Điện lực' });
  await pass(300);
  await act('incident.resume', id);
  const { incident, pauses } = await see(id);
  expect(pauses).toEqual([{ from: at(startedS), to: at(nowS), reason: 'power', on: 'Điện lực' }]);
  expect(incident.resolveDue).toBe(at(20 + 4 * 3_600 + nowS - startedS));
  expect(await ask('incident.close', { id, expectedVersion: incident.version })).toMatchObject({ code: 'conflict' });
  await act('incident.resolve', id, { how: 'nhà cung cấp đã bật lại máy chủ' });
  const resolved = await see(id);
  expect(resolved.took.resolveMs).toBe((nowS - 20) * 1_000 - (nowS - startedS) * 1_000);
  await act('incident.reopen', id, { why: 'lại mất' });
  expect((await see(id)).incident).toMatchObject({ state: 'in_progress', owner: 'an', resolvedAt: null });
});

test('an act is undone by who did it, within seconds, as long as nobody did another', async () => {
  const [{ id } = { id: 0 }] = await open();
  const severe = await act('incident.severity', id, { priority: 'P1', why: 'nhiều phường' });
  expect(await undo(severe, binh)).toMatchObject({ ok: false, code: 'conflict' });
  const again = await act('incident.severity', id, { priority: 'P3', why: 'ít người dùng' });
  expect(await undo(again)).toMatchObject({ ok: true });
  expect((await see(id)).incident.priority).toBe('P1');
  const task = await act('incident.task.add', id, { text: 'Gọi trưởng điểm', unit: '00070', dueAt: at(nowS + 600) });
  await act('incident.note', id, { text: 'đã gọi' }, binh);
  expect(await undo(task)).toMatchObject({ ok: false, code: 'conflict' });
  expect((await see(id)).tasks).toMatchObject([{ text: 'Gọi trưởng điểm', unit: '00070', doneAt: null }]);
  await act('incident.resolve', id, { how: 'đã bật lại' });
  const early = await ask('incident.close', { id, expectedVersion: (await see(id)).incident.version });
  expect(early).toMatchObject({ ok: false, code: 'conflict' });
  expect(early.ok ? '' : early.message).toContain('“Gọi trưởng điểm” (00070)');
  await act('incident.task.done', id, { task: task.made });
  expect((await see(id)).incident.openTasks).toBe(0);
  await act('incident.close', id);
  await act('incident.reopen', id, { why: 'lại mất' });
});

test('split, joined and merged by hand, every alert is in exactly one incident; an undo brings each home', async () => {
  const [{ id } = { id: 0 }] = await open();
  const alerts = (await see(id)).alerts.map((one) => one.id);
  const split = await act('incident.split', id, { alerts: alerts.slice(0, 10), title: 'Kiosk phía tây' });
  const other = split.made ?? 0;
  expect((await see(other)).incident).toMatchObject({ title: { vi: 'Kiosk phía tây' }, alerts: { all: 10 } });
  await expectEachOnce(60);
  expect(await undo(split)).toMatchObject({ ok: true });
  expect((await see(other)).incident.state).toBe('merged');
  expect((await see(id)).incident.alerts.all).toBe(60);
  await expectEachOnce(60);

  const { made: second = 0 } = await act('incident.split', id, { alerts: alerts.slice(0, 10) });
  await act('incident.join', second, { alerts: alerts.slice(10, 15) });
  expect((await see(second)).incident.alerts.all).toBe(15);
  await act('incident.note', second, { text: 'chỉ ở phía tây' });
  const merged = await act('incident.merge', second, { into: id });
  expect(merged).toMatchObject({ id });
  await expectEachOnce(60);
  const whole = await see(id);
  expect(whole.mergedFrom.map((one) => one.id)).toContain(second);
  expect(whole.timeline.some(({ kind, detail }) => kind === 'note' && detail['text'] === 'chỉ ở phía tây')).toBe(true);
  expect(await undo(merged)).toMatchObject({ ok: true });
  expect((await see(second)).incident).toMatchObject({ state: 'new', alerts: { all: 15 } });
  expect(await ask('incident.merge', { id: second, expectedVersion: 1, into: id })).toMatchObject({ code: 'conflict' });
  await act('incident.merge', second, { into: id });
  await expectEachOnce(60);
});

test('an incident by hand is an exercise to the end, and takes no real alert in by itself', async () => {
  const wish = { title: 'Cháy ở chợ', units: ['00082'], channel: 'ward', priority: 'P1', isExercise: true, take: true };
  const opened = await ask('incident.open', wish);
  const id = opened.ok ? opened.value.id : 0;
  expect((await see(id)).incident).toMatchObject({
    isExercise: true,
    state: 'acknowledged',
    owner: 'an',
    units: ['00082'],
  });
  // The queue grows where kiosks are lost: that is what it follows from.
  await pass(10, () => [queueAt('P00082', 40, 3_000)]);
  const [real] = await open();
  expect(real).toMatchObject({ isExercise: false, alerts: { all: 61 } });
  const { alerts, timeline } = await see(real?.id ?? 0);
  expect(alerts.map(({ rule }) => rule)).toContain('long-wait');
  expect(alerts.find(({ id: alert }) => alert === real?.cause?.alert)?.rule).toBe('unwell');
  expect(timeline.find(({ detail }) => detail['rule'] === 'long-wait')?.detail).toMatchObject({ why: 'leads' });
  expect(await ask('incident.merge', { id, expectedVersion: 1, into: real?.id })).toMatchObject({ ok: false });
  expect((await see(id)).incident.alerts.all).toBe(0);
  expect(await ask('incident.open', { ...wish, units: ['99999'] })).toMatchObject({ ok: false, code: 'not-found' });
});

test('files are what they say they are, and at most 2 MiB', async () => {
  const [{ id } = { id: 0 }] = await open();
  const { version: expectedVersion } = (await see(id)).incident;
  const attach = (type: string, bytes: Buffer) =>
    ask('incident.attach', { id, expectedVersion, name: 'ảnh.png', type, data: bytes.toString('base64') });
  const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex');
  expect(await attach('image/png', Buffer.from('<svg onload=alert(1)>'))).toMatchObject({ ok: false, code: 'invalid' });
  expect(await attach('image/svg+xml', png)).toMatchObject({ ok: false, code: 'invalid' });
  expect(await attach('image/png', Buffer.concat([png, Buffer.alloc(2 * 2 ** 20)]))).toMatchObject({ ok: false });
  expect(await attach('image/png', png)).toMatchObject({ ok: true });
  const { attachments, incident } = await see(id);
  expect(attachments).toMatchObject([{ name: 'ảnh.png', type: 'image/png', bytes: 12, by: 'an' }]);
  const link = { id, expectedVersion: incident.version, url: 'javascript:alert(1)' };
  expect(await ask('incident.link', link)).toMatchObject({ ok: false, code: 'invalid' });
});

test('advice that is followed is measured before and thirty minutes after', async () => {
  // What is resolved takes nothing in any more: the next queue is another matter.
  await pass(10, () => lost.map((code) => sick(code, true)));
  const [kiosks] = await open();
  await act('incident.resolve', kiosks?.id ?? 0, { how: 'đã bật lại' });
  await pass(10, () => [
    ...[queueAt('P00070', 90, 3_600), queueAt('P00082', 4, 240), queueAt('P00004', 9, 1_200)],
    aBeat('P00082', at(nowS), { type: 'staff.on_duty', unit: '00082', data: { role: 'officer', present: 6 } }),
  ]);
  const queue = (await open()).find(({ title }) => title.vi.includes('Hoàn Kiếm'));
  const id = queue?.id ?? 0;
  const { advice } = await see(id);
  // The nearest first; Ba Đình, where one waits twenty minutes, is none of them.
  expect(advice.map(({ name }) => name)).toEqual([
    ...[
      'redirect:P00070:P00082',
      'redirect:P00070:P00025',
      'redirect:P00070:P00008',
      'move_staff:P00070:P00082',
      'say:',
    ],
  ]);
  expect(advice[0]?.text.vi).toBe('Chỉ người dân từ Hoàn Kiếm sang Cửa Nam (chờ khoảng 4 phút)');
  expect(advice[3]?.text.en).toBe('Move 2 of the 6 staff at Cửa Nam to Hoàn Kiếm');
  expect(advice[4]?.line?.vi).toContain('chờ khoảng 60 phút. Điểm gần nhất còn chỗ: Cửa Nam.');
  await act('incident.act', id, { advice: 'redirect:P00070:P00082' });
  await pass(900, () => [queueAt('P00070', 50, 2_000)]);
  expect((await see(id)).acted).toMatchObject([{ before: { waiting: 90, expectedWaitS: 3_600 }, after: null }]);
  await pass(900, () => [queueAt('P00070', 20, 900)]);
  const { acted, timeline } = await see(id);
  expect(acted).toMatchObject([{ after: { waiting: 20, expectedWaitS: 900 } }]);
  expect(timeline.filter(({ kind }) => kind === 'measured')).toHaveLength(1);
  // The alert is over and nobody had taken it: it is resolved by that.
  expect((await see(id)).incident).toMatchObject({ state: 'resolved', alerts: { open: 0 } });
});

test('what is claimed and not moved on comes back', async () => {
  const [{ id } = { id: 0 }] = await open();
  await act('incident.assign', id, { account: 'binh', forS: 60 });
  expect((await see(id)).incident.owner).toBe('binh');
  await pass(70);
  const { incident, timeline } = await see(id);
  expect(incident).toMatchObject({ state: 'new', owner: null });
  expect(timeline.at(-1)).toMatchObject({ by: 'duty', detail: { move: 'lapse', owner: 'binh' } });
  const trail = await duty.rowsOf<{ verb: string }>(`SELECT DISTINCT verb FROM audit WHERE verb LIKE 'incident.%'`);
  expect(trail.map(({ verb }) => verb).sort()).toEqual(
    [
      ...[
        'acknowledge',
        'act',
        'assign',
        'attach',
        'close',
        'join',
        'merge',
        'note',
        'open',
        'reopen',
        'resolve',
        'resume',
      ],
      ...['severity', 'split', 'task.add', 'task.done', 'undo', 'wait'],
    ].map((verb) => `incident.${verb}`),
  );
});
