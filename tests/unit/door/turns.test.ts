import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns, type Lot } from '../../../ingest/door/framing/turns.ts';

const bounds = {
  ...{ frameLingerMs: 3, frameEvents: 8, frameBytes: 10_000, firstFrameBytes: 10_000, leastFrameBytes: 10_000 },
  ...{ framesInFlight: 2, paceMs: 30, frameWaitMs: 1_000, lotEvents: 2, pendingEvents: 100, pendingBytes: 100_000 },
};
const lotBytes = 2_500;
const whole = { events: bounds.frameEvents, bytes: bounds.frameBytes };
const sendersOf = (frame: readonly Lot[]): string[] => frame.map(({ lane }) => lane.sender);

/** Adds events of one sender until no more are taken; how many were. */
function fill(turns: ReturnType<typeof createTurns>, sender: string): number {
  let held = 0;
  while (turns.add(sender, '1', lotBytes)) held += 1;
  return held;
}

test('a sender with little is first in the next frame, however much others have waiting', () => {
  const turns = createTurns(bounds);
  for (const flood of ['a', 'b', 'c']) fill(turns, flood);
  turns.takeFrame(whole);
  expect(turns.add('kiosk', '2', lotBytes)).toBeDefined();
  expect(sendersOf(turns.takeFrame(whole))[0]).toBe('kiosk');
  for (let round = 0; round < 5; round += 1) {
    turns.add('kiosk', '2', lotBytes);
    const frame = sendersOf(turns.takeFrame(whole));
    expect(frame).toHaveLength(4);
    expect(frame).toContain('kiosk');
  }
});

test('who sends as much as it can gets what the others get, and by pausing no more', () => {
  const turns = createTurns({ ...bounds, pendingEvents: 10_000, pendingBytes: 10_000_000 });
  for (const flood of ['a', 'b']) for (let at = 0; at < 2_000; at += 1) turns.add(flood, '1', lotBytes);
  const given = new Map<string, number>();
  for (let at = 0; at < 300; at += 1) {
    for (let more = 0; more < 2; more += 1) turns.add('pausing', '1', lotBytes);
    for (const lot of turns.takeFrame({ events: 2, bytes: 1_000 })) {
      given.set(lot.lane.sender, (given.get(lot.lane.sender) ?? 0) + lot.texts.length);
      turns.settle(lot, 'stored');
    }
  }
  expect(Math.max(...given.values()) - Math.min(...given.values())).toBeLessThanOrEqual(4);
});

test('one alone may hold half of all room, and leaves some for who comes next', () => {
  const turns = createTurns(bounds);
  expect(fill(turns, 'flood')).toBe(50);
  expect(turns.hasRoom('flood', 1)).toBe(false);
  expect(turns.hasRoom('kiosk', 25)).toBe(true);
});

test('who holds less than its share is never turned away: who holds most makes room', async () => {
  const turns = createTurns(bounds);
  const floods = Array.from({ length: 8 }, (_, at) => `flood${String(at)}`);
  const first = turns.add('flood0', '1', lotBytes);
  for (const flood of floods) fill(turns, flood);
  const latest = Array.from({ length: 50 }, () => turns.add('flood0', '1', lotBytes));
  expect(latest.every((lot) => lot === undefined)).toBe(true);
  for (let at = 0; at < 10; at += 1) expect(turns.add('kiosk', '2', lotBytes)).toBeDefined();
  expect(turns.add('kiosk', '2', lotBytes)).toBeUndefined();
  const all = turns.takeAll();
  for (const lot of all) turns.settle(lot, 'stored');
  expect(all.filter(({ lane }) => lane.sender === 'kiosk').flatMap(({ texts }) => texts)).toHaveLength(10);
  expect(await first?.settled).toBe('stored');
  expect(turns.isEmpty()).toBe(true);
});

test('whatever is added is given out once, each sender’s in its order, in frames within their bounds', () => {
  const senders = fc.constantFrom('a', 'b', 'c');
  fc.assert(
    fc.property(fc.array(fc.tuple(senders, fc.integer({ min: 1, max: 900 }), fc.boolean())), (steps) => {
      const turns = createTurns(bounds);
      const added = new Map<string, string[]>();
      const given = new Map<string, string[]>();
      const note = (to: Map<string, string[]>, sender: string, texts: readonly string[]): void => {
        to.set(sender, [...(to.get(sender) ?? []), ...texts]);
      };
      const takeOne = (): void => {
        const frame = turns.takeFrame(whole);
        const texts = frame.flatMap((lot) => lot.texts);
        expect(texts.length).toBeLessThanOrEqual(bounds.frameEvents);
        for (const lot of frame) {
          note(given, lot.lane.sender, lot.texts);
          turns.settle(lot, 'stored');
        }
      };
      for (const [at, [sender, length, takes]] of steps.entries()) {
        const text = String(at).padStart(length, '0');
        if (turns.add(sender, text, lotBytes)) note(added, sender, [text]);
        if (takes) takeOne();
      }
      while (!turns.isEmpty()) takeOne();
      expect(given).toEqual(added);
      expect(turns.isNothingWaiting()).toBe(true);
      expect(turns.hasRoom('a', 50)).toBe(true);
    }),
  );
});
