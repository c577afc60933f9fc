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
});
