import { describe, expect, it } from 'vitest';
import { readWorldClock, type WorldClock } from '#shared/wire/world.ts';
import { nextClock, startWorldDriver } from '../../../ingest/senders/world-driver.ts';

const clock: WorldClock = {
  world: 'replay:test',
  anchorRealMs: 0,
  anchorWorldMs: 1_000_000,
  speed: 60,
  holdAtMs: 1_360_000,
};

describe("a world's clock", () => {
  it('may go six real seconds ahead of where it is', () => {
    expect(nextClock(clock, 2_000)).toEqual({ ...clock, holdAtMs: 1_000_000 + 120_000 + 360_000 });
  });

  it('goes on from its mark after it stood there, without a leap', () => {
    const next = nextClock(clock, 100_000);
    expect(readWorldClock(next, 100_000)).toEqual({ nowMs: 1_360_000, speed: 60 });
    expect(readWorldClock(next, 101_000).nowMs).toBe(1_420_000);
  });

  it('never goes back when its driver starts again, nor at another speed', async () => {
    let realMs = 500_000;
    const set: WorldClock[] = [];
    const office = {
      setWorld: (wanted: WorldClock) => {
        set.push(wanted);
        return Promise.resolve();
      },
      readWorld: () => Promise.resolve(undefined),
      createKey: () => Promise.reject(new Error('not asked for')),
    };
    const options = { world: 'replay:test', startMs: 5, speed: 10, saved: clock, realNowMs: () => realMs };
    const driver = await startWorldDriver(office, options);
    expect(driver.nowMs()).toBe(1_360_000);
    realMs += 1_000;
    expect(driver.nowMs()).toBe(1_370_000);
    await driver.stop();
    realMs += 60_000;
    expect(driver.nowMs()).toBe(1_370_000);
    expect(set.at(-1)?.holdAtMs).toBe(1_370_000);
  });

  it('never goes behind what the office has, whatever was saved or lost', async () => {
    const set: WorldClock[] = [];
    const office = {
      setWorld: (wanted: WorldClock) => Promise.resolve(void set.push(wanted)),
      readWorld: () => Promise.resolve(clock),
      createKey: () => Promise.reject(new Error('not asked for')),
    };
    const behind = { ...clock, holdAtMs: 1_100_000 };
    for (const saved of [behind, undefined]) {
      const options = { world: 'replay:test', startMs: 5, speed: 60, saved, realNowMs: () => 500_000 };
      const driver = await startWorldDriver(office, options);
      expect(driver.nowMs()).toBe(1_360_000);
    }
  });

  it('goes on at another speed where it is, never back, and stands where it is told to', async () => {
    let realMs = 500_000;
    const set: WorldClock[] = [];
    const office = {
      setWorld: (wanted: WorldClock) => Promise.resolve(void set.push(wanted)),
      readWorld: () => Promise.resolve(undefined),
      createKey: () => Promise.reject(new Error('not asked for')),
    };
    const options = { world: 'sim:test', startMs: 0, speed: 1_000, untilMs: 900_000, saved: undefined };
    const driver = await startWorldDriver(office, { ...options, realNowMs: () => realMs });
    realMs += 5_000;
    expect(driver.nowMs()).toBe(900_000);
    await driver.extend();
    expect(driver.nowMs()).toBe(900_000);
    await driver.pace(1, null);
    realMs += 2_000;
    expect(driver.nowMs()).toBe(902_000);
    await driver.pace(10, null);
    realMs += 1_000;
    expect(driver.nowMs()).toBe(912_000);
    // Who hears of each change at once, or only of the one before, never sees it go back.
    const readings = set.map((clock) => readWorldClock(clock, realMs).nowMs);
    expect(Math.max(...readings.slice(0, -1))).toBeLessThanOrEqual(912_000);
  });

  it('may be taken up later than it stood, not earlier', async () => {
    const office = {
      setWorld: () => Promise.resolve(),
      readWorld: () => Promise.resolve(clock),
      createKey: () => Promise.reject(new Error('not asked for')),
    };
    const options = { world: 'replay:test', startMs: 5, speed: 1, saved: undefined, realNowMs: () => 500_000 };
    expect((await startWorldDriver(office, { ...options, atLeastMs: 2_000_000 })).nowMs()).toBe(2_000_000);
    expect((await startWorldDriver(office, { ...options, atLeastMs: 1_000_000 })).nowMs()).toBe(1_360_000);
  });
});
