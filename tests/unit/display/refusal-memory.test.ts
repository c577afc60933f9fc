import { expect, test } from 'vitest';
import { createRefusalMemory } from '../../../display/src/lib/server/refusal-memory.ts';

function setUp() {
  let nowMs = 0;
  let reads = 0;
  const recall = createRefusalMemory(() => nowMs);
  const ask = (total: number, isAway = false) =>
    recall({ kid: 'k', total }, () => {
      reads += 1;
      return Promise.resolve(isAway ? null : [{ id: String(reads), at: '', problem: 'forbidden', reason: '' }]);
    });
  return {
    ask,
    reads: () => reads,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}

test('what was refused is read while it may still be on its way, then only when there is more', async () => {
  const { ask, reads, pass } = setUp();
  expect(await ask(0)).toEqual([]);
  expect(reads()).toBe(0);
  await ask(1);
  pass(2_000);
  await ask(1);
  pass(2_000);
  const settled = await ask(1);
  expect(reads()).toBe(3);
  pass(60_000);
  expect(await ask(1)).toBe(settled);
  expect(reads()).toBe(3);
  await ask(2);
  expect(reads()).toBe(4);
});

test('while it cannot be read the last that was known stands; nothing known is not nothing refused', async () => {
  const { ask } = setUp();
  expect(await ask(1, true)).toBeNull();
  const known = await ask(1);
  expect(await ask(2, true)).toBe(known);
});
