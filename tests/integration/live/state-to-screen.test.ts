import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ServerMessage } from '#shared/wire/push.ts';
import { anEvent } from '../../support/an-event.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveProcess, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

let city: LiveSetUp;
let live: LiveProcess;
let token: string;

beforeAll(async () => {
  city = await setUpLive();
  live = await city.start();
  token = await city.createToken();
});

afterAll(async () => {
  await city.close();
});

function heartbeat(asset: string, at: number, over: Partial<Parameters<typeof anEvent>[2]> = {}) {
  const time = new Date(Date.parse('2026-11-23T01:00:00.000Z') + at * 1000).toISOString();
  return anEvent(
    'kiosk.heartbeat',
    { healthy: at % 2 === 0, coversS: 60 },
    { id: `${asset}-${String(at)}`, asset, unit: '00004', time, ...over },
  );
}

function tick(time: string, speed = 1, world = 'live') {
  return anEvent('clock.tick', { speed }, { id: `tick ${time}`, asset: '', unit: '', time, world });
}

describe('a screen', () => {
  it('gets hello, empty snapshots and ticks from a world that has no events', async () => {
    const screen = new TestScreen(live.port, { token, world: 'drill:none' });
    await waitFor('both snapshots', () => screen.ofType('snapshot').length === 2);
    expect(screen.messages[0]).toEqual({
      type: 'hello',
      protocol: 'vonglau.1',
      city: city.city,
      world: 'drill:none',
      timeZone: 'Asia/Ho_Chi_Minh',
    });
    expect(
      screen
        .ofType('snapshot')
        .map(({ topic }) => topic)
        .sort(),
    ).toEqual(['counts', 'state']);
    expect(screen.assets.size + screen.rows.size).toBe(0);
    expect(screen.ofType('tick')[0]).toMatchObject({ worldTime: null, speed: 0, countsAgeS: null });
    screen.close();
  });

  it('follows the state by deltas to what a snapshot at the same offset says', async () => {
    const first = await city.publish([
      tick('2026-11-23T01:00:00.000Z', 60),
      heartbeat('K001', 0),
      heartbeat('K002', 0),
    ]);
    await city.applied(first);
    const screen = new TestScreen(live.port, { token });
    const slowRate = new TestScreen(live.port, { token, hz: 5 });
    await screen.reaches('state', first);
    await slowRate.reaches('state', first);
    let last = first;
    for (let at = 1; at <= 40; at++) {
      // Long enough for the slower rate to merge, and a clock that has just moved for who comes last.
      const clock = at === 40 ? [tick('2026-11-23T01:00:40.000Z', 60)] : [];
      last = await city.publish([...clock, heartbeat('K001', at), heartbeat(`K${String(at % 7)}`, at)]);
      await new Promise((resolve) => setTimeout(resolve, 25));
      await screen.reaches('state', last);
    }
    await slowRate.reaches('state', last);
    const fresh = new TestScreen(live.port, { token });
    await fresh.reaches('state', last);
    expect(fresh.held.state).toEqual({ epoch: screen.held.state?.epoch, offset: last });
    for (const each of [screen, slowRate]) {
      expect(each.gaps).toBe(0);
      expect(Object.fromEntries(each.assets)).toEqual(Object.fromEntries(fresh.assets));
      expect(each.ofType('delta').length).toBeGreaterThan(0);
    }
    expect(slowRate.ofType('delta').length).toBeLessThan(screen.ofType('delta').length);
    expect(screen.assets.get('K001')?.fields.heartbeat).toEqual({
      value: { healthy: true, paperPct: null },
      time: '2026-11-23T01:00:40.000Z',
    });
    expect(fresh.ofType('tick')[0]).toMatchObject({ worldTime: '2026-11-23T01:00:40.000Z', speed: 60 });
    const [snapshot] = fresh.ofType('snapshot').filter(({ topic }) => topic === 'state') as Extract<
      ServerMessage,
      { type: 'snapshot'; topic: 'state' }
    >[];
    expect(snapshot?.recent).toHaveLength(50);
    expect(snapshot?.recent[0]).toMatchObject({ type: 'kiosk.heartbeat', time: '2026-11-23T01:00:40.000Z' });
    for (const each of [screen, slowRate, fresh]) each.close();
  });

  it('is given a snapshot when it asks, and is closed when it says anything else', async () => {
    const screen = new TestScreen(live.port, { token });
    await waitFor('a state snapshot', () => screen.held.state !== null);
    const before = screen.ofType('snapshot').length;
    screen.resync('state');
    await waitFor('another snapshot', () => screen.ofType('snapshot').length > before);
    screen.socket.send('{"type":"subscribe"}');
    await waitFor('the close', () => screen.closedWith !== null);
    expect(screen.closedWith).toBe(4009);
  });

  it('sees only its own world', async () => {
    const screen = new TestScreen(live.port, { token, world: 'sim:one' });
    await waitFor('a state snapshot', () => screen.held.state !== null);
    await city.publish([heartbeat('K100', 1, { world: 'sim:two' })]);
    const seq = await city.publish([heartbeat('K101', 1, { world: 'sim:one' })]);
    await screen.reaches('state', seq);
    expect([...screen.assets.keys()]).toEqual(['K101']);
    screen.close();
  });

  it('is told receipt times on a measuring connection only', async () => {
    const probe = new TestScreen(live.port, { token, probe: true, world: 'sim:probe' });
    const plain = new TestScreen(live.port, { token, world: 'sim:probe' });
    await waitFor('snapshots', () => probe.held.state !== null && plain.held.state !== null);
    const receivedtime = '2026-11-23T02:00:00.250Z';
    const seq = await city.publish([heartbeat('K200', 1, { world: 'sim:probe', receivedtime })]);
    await probe.reaches('state', seq);
    await plain.reaches('state', seq);
    expect(probe.ofType('delta')[0]).toMatchObject({ receivedMs: { K200: Date.parse(receivedtime) } });
    expect(plain.ofType('delta')[0]).not.toHaveProperty('receivedMs');
    probe.close();
    plain.close();
  });
});

describe('the log', () => {
  it('may hold poison: it is passed over, tallied, and what is beside it is applied', async () => {
    const before = (await city.positions())?.poison ?? 0;
    await city.js.publish(city.subjects.events, 'not json');
    const seq = await city.publish([
      null,
      { specversion: '1.0' },
      anEvent('counter.waiting', { waiting: 3 }, { id: 'bad time', time: '2026-13-99T99:99:99.000Z' }),
      heartbeat('K300', 1),
    ]);
    await city.applied(seq);
    const screen = new TestScreen(live.port, { token });
    await screen.reaches('state', seq);
    expect(screen.assets.has('K300')).toBe(true);
    expect((await city.positions())?.poison).toBe(before + 4);
    screen.close();
  });
});
