import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { listQuietSpans } from '#shared/store/list-quiet-spans.ts';
import type { ShelfTold } from '#shared/wire/alert-commands.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { IncidentView } from '#shared/wire/duty.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import { aBeat, aTick, setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';
import { waitFor } from '../../support/wait-for.ts';

// A Monday ahead of the real clock: of a city whose ticks are behind it, chains are followed by the real one every few seconds.
const startMs = Date.parse('2099-11-23T02:00:00.000Z');
const an = 'account:an';

let duty: DutySetUp;
let nowS = 0;
let commands = 0;

const rules = someRules(
  {
    id: 'unwell',
    priority: 'P3',
    when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
  },
  {
    id: 'no-paper',
    priority: 'P1',
    when: { kind: 'state', field: 'heartbeat', path: 'paperPct', op: '<', value: 5 },
  },
);

const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();
const beat = (asset: string, data: object): AcceptedEvent =>
  aBeat(asset, at(nowS), { data: { healthy: true, coversS: 60, paperPct: 80, ...data } });

beforeAll(async () => {
  duty = await setUpDuty(rules);
  await insertAccount(duty.db, { name: 'an', role: 'duty', unit: null, passwordHash: 'x', at: new Date() });
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
  await duty.judged(await duty.publish([...said, aTick(at(nowS))]));
}

const see = (id: number): Promise<IncidentDetail> => duty.act<IncidentDetail>('incident.see', { id });
const seen = async (id: number): Promise<IncidentView> => (await see(id)).incident;
async function open(title: string): Promise<IncidentDetail> {
  const wish = { title, units: ['00082'], channel: 'ward', priority: 'P2', take: true };
  return see((await duty.act<IncidentActed>('incident.open', wish, an)).id);
}
const theOne = async (): Promise<IncidentView> => {
  const { rows } = await duty.act<{ rows: IncidentView[] }>('incident.list', { states: ['new', 'acknowledged'] });
  const one = rows.find(({ alerts }) => alerts.all > 0);
  if (!one) throw new Error('there is no incident with alerts');
  return one;
};
const ask = (verb: string, body: object): Promise<CommandAnswer<IncidentActed>> =>
  duty.ask<IncidentActed>(verb, body, { actor: an, id: `calls-test-${(commands += 1)}` });
async function act(verb: string, id: number, body: object = {}): Promise<IncidentActed> {
  const answer = await ask(verb, { id, expectedVersion: (await seen(id)).version, ...body });
  if (!answer.ok) throw new Error(`${verb}: ${answer.message}`);
  return answer.value;
}
/** Why somebody was called for it, or would have been, in order. */
const calls = async (id: number): Promise<string[]> =>
  (
    await duty.rowsOf<{ call: string }>(
      `SELECT priority || ' ' || reason AS call FROM notices WHERE incident = $1 AND step = 0 ORDER BY id`,
      [id],
    )
  ).map(({ call }) => call);
const stage = async (id: number): Promise<string | undefined> =>
  (await duty.rowsOf<{ stage: string }>(`SELECT stage FROM escalations WHERE subject = 'incident:' || $1`, [id]))[0]
    ?.stage;

test('a P1 that joins what somebody has calls anew, until they do something', async () => {
  await pass(10, () => [beat('K001', { healthy: false })]);
  const { id } = await theOne();
  await act('incident.acknowledge', id, { forS: 3_600 });
  expect(await seen(id)).toMatchObject({ priority: 'P3', state: 'acknowledged', raisedAt: null });
  const before = await calls(id);
  const { version } = await seen(id);

  await pass(240, () => [beat('K001', { healthy: false, paperPct: 1 })]);
  const raised = await see(id);
  expect(raised.incident).toMatchObject({ priority: 'P1', state: 'acknowledged', owner: 'an', raisedAt: at(nowS) });
  expect(raised.timeline.at(-1)).toMatchObject({ by: 'rule', kind: 'severity', detail: { from: 'P3', to: 'P1' } });
  expect((await calls(id)).slice(before.length)).toEqual(['P1 raised']);
  expect(await stage(id)).toBe('running');
  // Screens are told what is stored.
  const told = duty.messages.flatMap(({ worlds }) => worlds.flatMap((one) => one.incidents)).at(-1);
  expect(told).toMatchObject({ id, raisedAt: at(nowS) });

  // Who did not see that it was raised does not settle it.
  expect(await ask('incident.start', { id, expectedVersion: version })).toMatchObject({ ok: false, code: 'conflict' });
  expect((await seen(id)).raisedAt).not.toBeNull();
  const done = await act('incident.acknowledge', id);
  expect((await seen(id)).raisedAt).toBeNull();
  expect(await stage(id)).toBe('taken');
  expect(await ask('incident.undo', { id, commandId: done.undo?.commandId })).toMatchObject({ ok: true });
  expect((await seen(id)).raisedAt).not.toBeNull();
  expect(await stage(id)).toBe('running');
  await act('incident.note', id, { text: 'đã gọi thợ' });
  expect((await seen(id)).raisedAt).toBeNull();
  expect(await stage(id)).toBe('taken');
  const settled = await calls(id);
  await pass(600);
  expect(await calls(id)).toEqual(settled);
});

test('an incident of which all is put aside is quiet, and calls again when that ends; what a person told of never is', async () => {
  const { id } = await theOne();
  await act('incident.release', id);
  expect(await stage(id)).toBe('running');
  const shelve = (rule: string) =>
    duty.act<ShelfTold>('alert.shelve', { rule, target: 'K001', reason: 'đang sửa', forS: 3_600 }, an);
  const first = await shelve('no-paper');
  expect(await seen(id)).toMatchObject({ state: 'new', isQuiet: false });
  await shelve('unwell');
  expect(await seen(id)).toMatchObject({ state: 'new', isQuiet: true, alerts: { open: 2 } });
  const told = duty.messages.flatMap(({ worlds }) => worlds.flatMap((one) => one.incidents)).at(-1);
  expect(told).toMatchObject({ id, isQuiet: true });
  expect(await stage(id)).toBe('over');
  const before = await calls(id);
  await pass(900, () => [beat('K001', { healthy: false, paperPct: 1 })]);
  expect(await calls(id)).toEqual(before);
  await duty.act('alert.unshelve', { id: first.id }, an);
  expect(await seen(id)).toMatchObject({ state: 'new', isQuiet: false });
  expect((await calls(id)).slice(before.length)).toEqual(['P1 opened']);
  expect((await listQuietSpans(duty.db, id)).map(({ by, kind, detail }) => [by, kind, detail])).toMatchObject([
    ['an', 'alert', { silenced: 'shelved', target: 'K001', until: expect.any(String) as string }],
    ['an', 'alert', { silenced: 'shelved' }],
    [expect.any(String) as string, 'alert', { silenced: 'unshelved' }],
  ]);

  const window = { scope: { units: ['00004'] }, from: at(nowS), to: at(nowS + 600), reason: 'thay điện' };
  await duty.act('maintenance.set', window, an);
  expect(await seen(id)).toMatchObject({ isQuiet: true });
  expect(await stage(id)).toBe('over');
  // Who has it is asked nothing while it is quiet, and is not called over again when that ends.
  await act('incident.acknowledge', id, { forS: 7_200 });
  await pass(610, () => [beat('K001', { healthy: false, paperPct: 1 })]);
  expect(await seen(id)).toMatchObject({ isQuiet: false, owner: 'an' });
  expect(await stage(id)).toBe('taken');

  const { incident } = await open('Cháy ở chợ');
  await act('incident.join', incident.id, { alerts: (await see(id)).alerts.map((alert) => alert.id) });
  await act('incident.release', incident.id);
  await shelve('no-paper');
  expect((await see(incident.id)).alerts.every(({ silencing }) => silencing !== null)).toBe(true);
  expect(await seen(incident.id)).toMatchObject({ isQuiet: false });
  expect(await stage(incident.id)).toBe('running');
});

test('a merge that is undone gives back what came with it, and nothing else', async () => {
  const [from, into] = [(await open('Nước tràn')).incident.id, (await open('Mất điện')).incident.id];
  const data = Buffer.from('89504e470d0a1a0a0000000d', 'hex').toString('base64');
  const task = (id: number, text: string) =>
    act('incident.task.add', id, { text, unit: '00082', dueAt: at(nowS + 600) });
  const attach = (id: number, name: string) => act('incident.attach', id, { name, type: 'image/png', data });
  const own = async (id: number) => {
    const { tasks, attachments, links } = await see(id);
    return [tasks.map(({ text }) => text), attachments.map(({ name }) => name), links.map(({ url }) => url)];
  };
  await task(from, 'Gọi thợ nước');
  await attach(from, 'nước.png');
  await act('incident.link', from, { url: 'https://example.org/nuoc' });
  await task(into, 'Gọi điện lực');
  await attach(into, 'điện.png');
  const [hers, his] = [await own(from), await own(into)];

  const versions = { expectedVersion: (await seen(from)).version, intoVersion: (await seen(into)).version };
  const merged = await ask('incident.merge', { id: from, into, ...versions });
  if (!merged.ok) throw new Error(merged.message);
  expect((await own(into)).map(({ length }) => length)).toEqual([2, 2, 1]);
  expect(await own(from)).toEqual([[], [], []]);
  expect(await ask('incident.undo', { id: into, commandId: merged.value.undo?.commandId })).toMatchObject({ ok: true });
  expect([await own(from), await own(into)]).toEqual([hers, his]);
  expect(await seen(from)).toMatchObject({ state: 'acknowledged', openTasks: 1 });
});

test('what waits comes back too when its claim ends, and its clock goes on; it can be taken for longer, or left', async () => {
  const { id } = (await open('Chờ điện lực')).incident;
  await act('incident.wait', id, { reason: 'power', on: 'Điện lực' });
  const waitsFromS = nowS;
  await pass(1_200);
  await act('incident.acknowledge', id, { forS: 1_800 });
  expect(await seen(id)).toMatchObject({ state: 'waiting', owner: 'an', paused: 'power: Điện lực' });
  await pass(1_790);
  expect(await seen(id)).toMatchObject({ state: 'waiting', owner: 'an' });
  await pass(20);
  const { incident, pauses, timeline } = await see(id);
  expect(incident).toMatchObject({ state: 'new', owner: null, paused: null });
  expect(incident.resolveDue).not.toBeNull();
  expect(pauses).toEqual([{ from: at(waitsFromS), to: expect.any(String) as string, reason: 'power', on: 'Điện lực' }]);
  expect(timeline.at(-1)).toMatchObject({ by: 'duty', detail: { move: 'lapse', from: 'waiting', to: 'new' } });
  expect(await stage(id)).toBe('running');

  await act('incident.acknowledge', id);
  await act('incident.wait', id, { reason: 'power', on: 'Điện lực' });
  await act('incident.release', id);
  expect(await seen(id)).toMatchObject({ state: 'new', owner: null, paused: null });
});

test('a P1 that joins what a person opened or rated calls once, and their word on how grave it is stands', async () => {
  const wish = { title: 'Ngập ở phường', units: ['00070'], channel: 'ward', priority: 'P2' };
  const { id } = await duty.act<IncidentActed>('incident.open', wish, an);
  const noPaper = (asset: string) => aBeat(asset, at(nowS), { unit: '00070', data: { healthy: true, paperPct: 1 } });
  await waitFor('its first call', async () => (await calls(id)).length > 0);
  const first = await calls(id);
  expect(first).toEqual(['P2 opened']);
  const { version } = await seen(id);
  await pass(30, () => [noPaper('K007')]);
  expect(await seen(id)).toMatchObject({ priority: 'P2', callsAt: 'P1', state: 'new', raisedAt: null, version });
  expect((await see(id)).timeline.at(-1)).toMatchObject({
    ...{ by: 'rule', kind: 'severity', detail: { move: 'announced', raised: 'P1', stays: 'P2' } },
  });
  expect(await calls(id)).toEqual([...first, 'P1 raised']);
  // Another of the kind is nothing new.
  await pass(10, () => [noPaper('K008')]);
  expect(await seen(id)).toMatchObject({ alerts: { all: 2 }, callsAt: 'P1' });
  expect(await calls(id)).toEqual([...first, 'P1 raised']);

  // What comes after whoever has it said that it is less grave calls them anew, and is settled by what they do.
  await act('incident.acknowledge', id, { forS: 7_200 });
  await act('incident.severity', id, { priority: 'P3', why: 'chỉ hết giấy' });
  expect(await seen(id)).toMatchObject({ priority: 'P3', callsAt: 'P3', raisedAt: null });
  const settled = await calls(id);
  await pass(10, () => [noPaper('K009')]);
  expect(await seen(id)).toMatchObject({ priority: 'P3', callsAt: 'P1', owner: 'an', raisedAt: at(nowS) });
  expect(await calls(id)).toEqual([...settled, 'P1 raised']);
  expect(await stage(id)).toBe('running');
  await act('incident.note', id, { text: 'đã gọi thợ' });
  expect(await seen(id)).toMatchObject({ priority: 'P3', raisedAt: null });
  expect(await stage(id)).toBe('taken');
});

test('a P1 that a person puts into what nobody has calls once; into what somebody has it calls nobody, and they are told', async () => {
  await insertAccount(duty.db, { name: 'binh', role: 'duty', unit: null, passwordHash: 'x', at: new Date() });
  await duty.db.query(
    `INSERT INTO contacts (id, account, name_vi, name_en, channels, version, edited_by, edited_at)
     VALUES ('an', 'an', 'An', 'An', '{}', 1, 'test', now())`,
  );
  /** An alert of an incident of its own. */
  const alertOf = async (asset: string, unit: string): Promise<number> => {
    await pass(600, () => [aBeat(asset, at(nowS), { unit, data: { healthy: true, paperPct: 1 } })]);
    const [alert] = await duty.rowsOf<{ id: number }>(`SELECT id FROM alerts WHERE target = $1`, [asset]);
    return Number(alert?.id);
  };
  const [one, other] = [await alertOf('K003', '00008'), await alertOf('K005', '00025')];
  const wish = { title: 'Cháy ở chợ', units: ['00103'], channel: 'ward', priority: 'P3' };
  const { id } = await duty.act<IncidentActed>('incident.open', wish, an);
  await waitFor('its first call', async () => (await calls(id)).length > 0);
  const first = await calls(id);
  await pass(10);
  await act('incident.join', id, { alerts: [one] });
  expect(await seen(id)).toMatchObject({ priority: 'P3', callsAt: 'P1', owner: null });
  await pass(10);
  await waitFor('its second call', async () => (await calls(id)).length > first.length);
  await act('incident.join', id, { alerts: [other] });
  await pass(10);
  expect(await calls(id)).toEqual([...first, 'P1 raised']);

  const { incident } = await open('Nước tràn');
  const before = await calls(incident.id);
  const { version } = await seen(incident.id);
  const body = { id: incident.id, expectedVersion: version, alerts: [one] };
  expect(await duty.ask('incident.join', body, { actor: 'account:binh', id: 'calls-test-by-hand' })).toMatchObject({
    ok: true,
  });
  await pass(10);
  expect(await calls(incident.id)).toEqual(before);
  expect(await seen(incident.id)).toMatchObject({ priority: 'P2', callsAt: 'P1', owner: 'an', raisedAt: null });
  expect(await stage(incident.id)).toBe('taken');
  const told = () =>
    duty.rowsOf(`SELECT contact, reason, priority FROM notices WHERE incident = $1 AND step IS NULL`, [incident.id]);
  expect(await told()).toEqual([{ contact: 'an', reason: 'raised', priority: 'P1' }]);
  // Whoever does it themselves has seen it.
  await act('incident.join', incident.id, { alerts: [other] });
  expect(await told()).toHaveLength(1);
});
