import { afterAll, beforeAll, expect, it } from 'vitest';
import { anEvent } from '../../support/an-event.ts';
import { waitFor } from '../../support/wait-for.ts';
import { setUpLive, type LiveProcess, type LiveSetUp } from './live-process.ts';
import { TestScreen } from './test-screen.ts';

const kiosks = 300;
let city: LiveSetUp;
let live: LiveProcess;
let token: string;
let beats = 0;

beforeAll(async () => {
  city = await setUpLive();
  live = await city.start();
  token = await city.createToken();
  // Views of a good size: five faults with long names at each kiosk.
  for (let fault = 0; fault < 5; fault++) await city.publish(everyKiosk((asset) => faultAt(asset, fault)));
});

afterAll(async () => {
  await city.close();
});

function everyKiosk<Item>(make: (asset: string) => Item): Item[] {
  return Array.from({ length: kiosks }, (_, at) => make(`K${String(at)}`));
}

function faultAt(asset: string, fault: number) {
  const faultId = `${asset}-${String(fault)}-`.padEnd(96, 'x');
  return anEvent('kiosk.fault', { faultId, code: 'x'.repeat(64), planned: false }, { id: faultId, asset });
}

/** One frame in which every kiosk says something new: about half a megabyte of deltas. */
async function beat(): Promise<number> {
  beats++;
  const time = new Date(Date.parse('2026-11-23T01:00:00.000Z') + beats * 1000).toISOString();
  return await city.publish(
    everyKiosk((asset) =>
      anEvent(
        'kiosk.heartbeat',
        { healthy: true, coversS: 60, paperPct: beats % 100 },
        { id: `${asset} ${String(beats)}`, asset, time },
      ),
    ),
  );
}

it(
  'a screen that stops reading gets merged state when it reads again, and is cut when it never does; others see no difference',
  { timeout: 180_000 },
  async () => {
    const slow = new TestScreen(live.port, { token, deflate: false });
    const fast = new TestScreen(live.port, { token, deflate: false });
    const start = await beat();
    await slow.reaches('state', start);
    await fast.reaches('state', start);

    slow.socket.pause();
    let seq = start;
    for (let at = 0; at < 60; at++) {
      seq = await beat();
      await fast.reaches('state', seq);
    }
    slow.socket.resume();
    await slow.reaches('state', seq);
    expect(slow.gaps).toBe(0);
    expect(Object.fromEntries(slow.assets)).toEqual(Object.fromEntries(fast.assets));
    expect(slow.ofType('delta').length).toBeLessThan(fast.ofType('delta').length - 5);

    slow.socket.pause();
    const pausedMs = performance.now();
    let slowestMs = 0;
    while ((await city.positions())?.screens === 2 && performance.now() - pausedMs < 60_000) {
      const sentMs = performance.now();
      await fast.reaches('state', await beat());
      slowestMs = Math.max(slowestMs, performance.now() - sentMs);
    }
    expect((await city.positions())?.screens).toBe(1);
    expect(performance.now() - pausedMs).toBeGreaterThan(15_000);
    // Sooner than the slow one is cut: none waited for that.
    expect(slowestMs).toBeLessThan(10_000);
    expect(fast.gaps).toBe(0);
    expect(fast.closedWith).toBeNull();
    slow.socket.resume();
    await waitFor('the cut to be seen', () => slow.closedWith !== null);
    expect([4008, 1006]).toContain(slow.closedWith);
    fast.close();
  },
);
