import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AlertActed, AlertSeen, MaintenanceTold, ShelfTold } from '#shared/wire/alert-commands.ts';
import type { AlertView } from '#shared/wire/duty.ts';
import { insertAccount } from '#shared/store/insert-account.ts';
import { aBeat, aTick, setUpDuty, type DutySetUp } from '../../support/duty-process.ts';
import { someRules } from '../../support/kiosk-storm.ts';

const startMs = Date.parse('2026-11-23T02:00:00.000Z');
const at = (s: number): string => new Date(startMs + s * 1_000).toISOString();

let duty: DutySetUp;
/** The world's clock, in seconds since the beginning. */
let nowS = 0;

const rules = someRules({
  id: 'unwell',
  when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
});

beforeAll(async () => {
  duty = await setUpDuty(rules);
  for (const name of ['an', 'binh']) {
    await insertAccount(duty.db, { name, role: 'duty', unit: null, passwordHash: 'x', at: new Date() });
  }
  await duty.start({ DUTY_IMAGE_S: '0.1' });
});
afterAll(() => duty.close());

/** Lets time pass, with what kiosks say just before the end of it. */
async function pass(s: number, healthy: Readonly<Record<string, boolean>> = {}): Promise<void> {
  // A hole in the ticks would be a hole in what was watched.
  while (s > 10) {
    nowS += 10;
    s -= 10;
    await duty.publish([aTick(at(nowS))]);
  }
  nowS += s;
  const beats = Object.entries(healthy).map(([asset, isWell]) =>
    aBeat(asset, at(nowS), { data: { healthy: isWell, coversS: 60, paperPct: 80 } }),
  );
  await duty.judged(await duty.publish([...beats, aTick(at(nowS))]));
}

async function theAlert(target: string): Promise<AlertView> {
  const list = await duty.act<AlertView[]>('alert.list', { state: 'all', rule: 'unwell' });
  const found = list.find((one) => one.target === target);
  if (!found) throw new Error(`no alert at ${target}`);
  return found;
}

const an = 'account:an';
const binh = 'account:binh';

test('an acknowledgement has an end and comes back; who was there first is told to who was not', async () => {
  await pass(10, { K001: false, K002: false, K003: true });
  const alert = await theAlert('K001');
  expect(alert).toMatchObject({ condition: 'firing', acknowledgement: null, closedAt: null });
  const wish = { alert: alert.id, expectedVersion: alert.version, forS: 60, note: 'đang gọi điểm phục vụ' };
  const { alert: had } = await duty.act<AlertActed>('alert.acknowledge', wish, an);
  expect(had.acknowledgement).toEqual({ by: 'an', at: at(nowS), until: at(nowS + 60) });

  const refused = await duty.ask('alert.acknowledge', wish, { actor: binh });
  expect(refused).toMatchObject({ ok: false, code: 'conflict' });
  expect(refused.ok ? '' : refused.message).toContain(`an: acknowledged, ${at(nowS)}`);

  await pass(59);
  expect((await theAlert('K001')).acknowledgement?.by).toBe('an');
  await pass(1);
  expect((await theAlert('K001')).acknowledgement).toBeNull();
  const seen = await duty.act<AlertSeen>('alert.see', { id: alert.id });
  expect(seen.acts.map(({ by, act, note }) => [by, act, note])).toEqual([
    ['an', 'acknowledged', 'đang gọi điểm phục vụ'],
    ['process:duty', 'expired', 'an'],
  ]);
  expect(seen.transitions.map(({ to }) => to.condition)).toEqual(['firing']);
});

test('an act can be taken back by who acted, once, until somebody else acts', async () => {
  const alert = await theAlert('K001');
  const wish = { alert: alert.id, expectedVersion: alert.version, forS: 600 };
  const done = await duty.ask<AlertActed>('alert.acknowledge', wish, { actor: an, id: 'command-to-undo' });
  expect(done.ok).toBe(true);
  const undo = (actor: string) => duty.ask<AlertActed>('alert.undo', { commandId: 'command-to-undo' }, { actor });
  expect(await undo(binh)).toMatchObject({ ok: false, code: 'forbidden' });
  expect(await undo(an)).toMatchObject({ ok: true, value: { alert: { acknowledgement: null } } });
  expect(await undo(an)).toMatchObject({ ok: false, code: 'not-found' });

  const again = { ...wish, expectedVersion: (await theAlert('K001')).version };
  await duty.ask<AlertActed>('alert.acknowledge', again, { actor: an, id: 'command-overtaken' });
  const { version } = await theAlert('K001');
  await duty.act<AlertActed>('alert.unacknowledge', { alert: alert.id, expectedVersion: version }, binh);
  const late = await duty.ask('alert.undo', { commandId: 'command-overtaken' }, { actor: an });
  expect(late).toMatchObject({ ok: false, code: 'conflict' });
  // The same command again is the same act: it gets its first answer and changes nothing.
  const repeat = await duty.ask<AlertActed>('alert.acknowledge', wish, { actor: an, id: 'command-to-undo' });
  expect(repeat).toEqual(done);
});

test('what is shelved is judged and silent, for a shift at most; it ends by itself and is announced again', async () => {
  const tooLong = { rule: 'unwell', target: null, reason: 'thử', forS: 8 * 3_600 + 1 };
  expect(await duty.ask('alert.shelve', tooLong)).toMatchObject({ ok: false, code: 'invalid' });
  const shelf = await duty.act<ShelfTold>(
    'alert.shelve',
    { rule: 'unwell', target: 'K001', reason: 'thợ đang sửa', forS: 120 },
    an,
  );
  expect(shelf).toMatchObject({ by: 'an', until: at(nowS + 120), alerts: [(await theAlert('K001')).id] });
  expect((await theAlert('K001')).silencing).toEqual({ kind: 'shelved', id: shelf.id, until: shelf.until, by: 'an' });
  expect((await theAlert('K002')).silencing).toBeNull();
  expect(await duty.act<ShelfTold[]>('shelf.list', {})).toEqual([shelf]);

  await pass(119);
  expect((await theAlert('K001')).silencing).not.toBeNull();
  await pass(1);
  expect((await theAlert('K001')).silencing).toBeNull();
  expect(await duty.act<ShelfTold[]>('shelf.list', {})).toEqual([]);
  const [ended] = await duty.act<ShelfTold[]>('shelf.list', { ended: true });
  expect(ended).toMatchObject({ id: shelf.id, endedAt: shelf.until });
  const { acts } = await duty.act<AlertSeen>('alert.see', { id: (await theAlert('K001')).id });
  expect(acts.slice(-2).map(({ by, act }) => [by, act])).toEqual([
    ['an', 'shelved'],
    ['process:duty', 'unshelved'],
  ]);
});

test('a shelf for once ends with what was open under it', async () => {
  const wish = { rule: 'unwell', target: 'K002', reason: 'thử', forS: 3_600, oneShot: true };
  const { id } = await duty.act<ShelfTold>('alert.shelve', wish);
  await pass(10);
  expect((await theAlert('K002')).silencing).toMatchObject({ kind: 'shelved', id });
  await pass(5, { K002: true });
  expect((await theAlert('K002')).condition).toBe('normal');
  expect(await duty.act<ShelfTold[]>('shelf.list', {})).toEqual([]);
  await pass(5, { K002: false });
  expect(await theAlert('K002')).toMatchObject({ condition: 'firing', silencing: null });
});

test('planned work silences what opens in it, once or weekly, and what still holds is announced when it ends', async () => {
  const from = at(nowS + 60);
  const to = at(nowS + 180);
  const scope = { units: ['00008'] };
  const once = await duty.act<MaintenanceTold>('maintenance.set', { scope, from, to, reason: 'thay điện' }, an);
  expect(once).toMatchObject({ isOn: false, alerts: [] });
  await pass(70, { K003: false });
  const alert = await theAlert('K003');
  expect(alert.silencing).toEqual({ kind: 'maintenance', id: once.id, until: to });
  expect((await duty.act<MaintenanceTold[]>('maintenance.list', {}))[0]).toMatchObject({
    isOn: true,
    alerts: [alert.id],
  });
  await pass(120);
  expect((await theAlert('K003')).silencing).toBeNull();

  // The world's clock stands at 09:0x on a Monday in Hanoi.
  const weekly = { scope, from: at(-86_400), to: at(30 * 86_400), weekly: 'Mo 08:00-10:00', reason: 'bảo trì tuần' };
  const again = await duty.act<MaintenanceTold>('maintenance.set', weekly);
  expect((await theAlert('K003')).silencing).toEqual({ kind: 'maintenance', id: again.id, until: null });
  await duty.act('maintenance.end', { id: again.id });
  expect((await theAlert('K003')).silencing).toBeNull();
  const tuesday = await duty.act<MaintenanceTold>('maintenance.set', { ...weekly, weekly: 'Tu 08:00-10:00' });
  expect(tuesday.isOn).toBe(false);
});

test('a source that has vanished never resolves its alert', async () => {
  await pass(1_200);
  expect(await theAlert('K001')).toMatchObject({ condition: 'no_data', closedAt: null });
  await pass(600);
  expect(await theAlert('K001')).toMatchObject({ condition: 'no_data', closedAt: null });
});

test('what is found late is recorded and calls nobody until it is caught up with; what is over by then never does', async () => {
  const hourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const late = (...events: ReturnType<typeof aTick>[]) =>
    duty.publish(events.map((event) => ({ ...event, receivedtime: hourAgo })));
  nowS += 10;
  await late(
    aBeat('K004', at(nowS), { data: { healthy: false, coversS: 60, paperPct: 80 } }),
    aBeat('K005', at(nowS), { data: { healthy: false, coversS: 60, paperPct: 80 } }),
    aTick(at(nowS)),
  );
  nowS += 10;
  const seq = await late(
    aBeat('K005', at(nowS), { data: { healthy: true, coversS: 60, paperPct: 80 } }),
    aTick(at(nowS)),
  );
  await duty.judged(seq);
  expect(await theAlert('K004')).toMatchObject({ condition: 'firing', isLate: true });
  expect(await theAlert('K005')).toMatchObject({ condition: 'normal', isLate: true });
  await pass(10);
  expect(await theAlert('K004')).toMatchObject({ condition: 'firing', isLate: false });
  expect(await theAlert('K005')).toMatchObject({ condition: 'normal', isLate: true });
  const { transitions, acts } = await duty.act<AlertSeen>('alert.see', { id: (await theAlert('K004')).id });
  expect(transitions[0]?.isLate).toBe(true);
  expect(acts.map(({ act }) => act)).toEqual(['late_announced']);
});

test('every act is in the trail; who may not act is refused', async () => {
  await insertAccount(duty.db, { name: 'xem', role: 'viewer', unit: null, passwordHash: 'x', at: new Date() });
  const { id: alert, version: expectedVersion } = await theAlert('K001');
  const refused = await duty.ask('alert.acknowledge', { alert, expectedVersion }, { actor: 'account:xem' });
  expect(refused).toMatchObject({ ok: false, code: 'forbidden' });
  const trail = await duty.rowsOf<{ verb: string; n: number }>(
    `SELECT verb, count(*)::int AS n FROM audit WHERE verb LIKE 'alert.%' OR verb LIKE 'maintenance.%' GROUP BY verb ORDER BY verb`,
  );
  expect(Object.fromEntries(trail.map(({ verb, n }) => [verb, n]))).toEqual({
    'alert.acknowledge': 3,
    'alert.shelve': 2,
    'alert.unacknowledge': 1,
    'alert.undo': 1,
    'maintenance.end': 1,
    'maintenance.set': 3,
  });
});
