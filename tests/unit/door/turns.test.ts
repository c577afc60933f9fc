import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTurns } from '../../../ingest/door/framing/turns.ts';

const bounds = {
  ...{ frameLingerMs: 3, frameEvents: 8, frameBytes: 10_000, framesInFlight: 2, frameWaitMs: 1_000 },
  ...{ lotEvents: 2, lotBytes: 2_500, pendingEvents: 100, pendingBytes: 100_000 },
};

test('a sender with little is in the next frame, however much another has waiting', () => {
  const turns = createTurns(bounds);
  while (turns.add('flood', '1'));
  expect(turns.add('kiosk', '2')).toBeDefined();
  const frame = turns.takeFrame();
  expect(frame.map(({ lane }) => lane.sender)).toEqual(['flood', 'kiosk', 'flood', 'flood']);
});

test('one alone may hold half of all room, and leaves some for who comes next', () => {
  const turns = createTurns(bounds);
  let held = 0;
  while (turns.add('flood', '1')) held += 1;
  expect(held).toBe(50);
  expect(turns.hasRoom('flood', 1)).toBe(false);
  expect(turns.hasRoom('kiosk', 25)).toBe(true);
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
        const frame = turns.takeFrame();
        const texts = frame.flatMap((lot) => lot.texts);
        expect(texts.length).toBeLessThanOrEqual(bounds.frameEvents);
        for (const lot of frame) {
          note(given, lot.lane.sender, lot.texts);
          turns.settle(lot, 'stored');
        }
      };
      for (const [at, [sender, length, takes]] of steps.entries()) {
        const text = String(at).padStart(length, '0');
        if (turns.add(sender, text)) note(added, sender, [text]);
        if (takes) takeOne();
      }
      while (!turns.isEmpty()) takeOne();
      expect(given).toEqual(added);
      expect(turns.isNothingWaiting()).toBe(true);
      expect(turns.hasRoom('a', 50)).toBe(true);
    }),
  );
});
