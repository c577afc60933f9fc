import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ClosedFrame, FrameOutcome } from '../../../ingest/door/framing/frame.ts';
import { createFraming } from '../../../ingest/door/framing/frames.ts';

const bounds = {
  frameLingerMs: 3,
  frameEvents: 3,
  frameBytes: 100,
  firstFrameBytes: 100,
  leastFrameBytes: 100,
  framesInFlight: 2,
  paceMs: 1_000_000,
  frameWaitMs: 1_000,
  lotEvents: 3,
  pendingEvents: 24,
  pendingBytes: 1_000,
};

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Framing whose frames wait until the test answers them, in any order. */
function openFraming() {
  const published: { frame: ClosedFrame; answer: (outcome: FrameOutcome) => void }[] = [];
  const framing = createFraming(
    bounds,
    (frame) => new Promise((resolve) => void published.push({ frame, answer: resolve })),
  );
  return { framing, published, texts: () => published.map(({ frame }) => frame.text) };
}

describe('a frame closes', () => {
  test('at its age', () => {
    const { framing, texts } = openFraming();
    framing.add('a', '1');
    framing.add('a', '2');
    vi.advanceTimersByTime(2);
    expect(texts()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(texts()).toEqual(['[1,2]']);
  });

  test('at its count', () => {
    const { framing, texts } = openFraming();
    for (const text of ['1', '2', '3', '4']) framing.add('a', text);
    expect(texts()).toEqual(['[1,2,3]']);
  });

  test('before it would outgrow its size', () => {
    const { framing, texts } = openFraming();
    framing.add('a', '"a"');
    framing.add('a', `"${'b'.repeat(96)}"`);
    expect(texts()).toEqual(['["a"]']);
  });
});

describe('frames on their way', () => {
  test('are bounded; meanwhile the open one grows and full ones wait in order', async () => {
    const { framing, published, texts } = openFraming();
    for (let at = 1; at <= 10; at += 1) framing.add('a', String(at));
    vi.advanceTimersByTime(50);
    expect(texts()).toEqual(['[1,2,3]', '[4,5,6]']);
    framing.add('a', '11');
    published[1]?.answer('stored');
    await vi.advanceTimersByTimeAsync(0);
    expect(texts().at(-1)).toBe('[7,8,9]');
    published[0]?.answer('stored');
    await vi.advanceTimersByTimeAsync(0);
    expect(texts().at(-1)).toBe('[10,11]');
  });

  test('give their events one outcome each', async () => {
    const { framing, published } = openFraming();
    const frames = ['1', '2', '3', '4'].map((text) => framing.add('a', text));
    expect(frames[0]).toBe(frames[2]);
    expect(frames[3]).not.toBe(frames[0]);
    published[0]?.answer('full');
    await expect(frames[0]?.settled).resolves.toBe('full');
  });

  test('are all there may be: beyond the bound nothing is added until there is room', async () => {
    const { framing, published } = openFraming();
    for (let at = 0; at < 12; at += 1) expect(framing.add('a', '1')).toBeDefined();
    expect(framing.add('a', '1')).toBeUndefined();
    expect(framing.hasRoom('a', 1)).toBe(false);
    published[0]?.answer('slow');
    await vi.advanceTimersByTimeAsync(0);
    expect(framing.hasRoom('a', 3)).toBe(true);
    expect(framing.add('a', '1')).toBeDefined();
  });

  test('that are given up take along what waited behind them', async () => {
    const { framing, published, texts } = openFraming();
    const frames = Array.from({ length: 12 }, (_, at) => framing.add('a', String(at)));
    published[0]?.answer('slow');
    await expect(frames[11]?.settled).resolves.toBe('slow');
    expect(texts()).toHaveLength(2);
    expect(framing.hasRoom('a', 9)).toBe(true);
    published[1]?.answer('stored');
    await expect(frames[5]?.settled).resolves.toBe('stored');
  });

  test('are waited for by drain, with what was still open', async () => {
    const { framing, published, texts } = openFraming();
    framing.add('a', '1');
    let drained = false;
    const draining = framing.drain().then(() => (drained = true));
    expect(texts()).toEqual(['[1]']);
    await vi.advanceTimersByTimeAsync(10);
    expect(drained).toBe(false);
    published[0]?.answer('stored');
    await draining;
    await framing.drain();
  });
});

/** Four of them are more than a lot. */
const long = '9'.repeat(9);

test('a frame that waited too long for its turn is given back rather than stored for nobody', async () => {
  const { framing, published, texts } = openFraming();
  for (let at = 0; at < 6; at += 1) framing.add('a', long);
  const late = framing.add('a', long);
  vi.advanceTimersByTime(1_500);
  const fresh = framing.add('a', long);
  expect(texts()).toHaveLength(2);
  published[0]?.answer('stored');
  expect(await late?.settled).toBe('slow');
  expect(await fresh?.settled).toBe('slow');
  const next = framing.add('a', '9');
  vi.advanceTimersByTime(3);
  expect(texts().at(-1)).toBe('[9]');
  published.at(-1)?.answer('stored');
  expect(await next?.settled).toBe('stored');
});

test('a sender with little is stored all the same, first of all', async () => {
  const { framing, published, texts } = openFraming();
  const kiosk = [framing.add('kiosk', '1')];
  for (let at = 0; at < 6; at += 1) framing.add('flood', long);
  const late = framing.add('flood', long);
  kiosk.push(framing.add('kiosk', '8'));
  vi.advanceTimersByTime(1_500);
  published[0]?.answer('stored');
  expect(await late?.settled).toBe('slow');
  expect(texts().at(-1)).toBe('[8]');
  for (const { answer } of published) answer('stored');
  expect(await Promise.all(kiosk.flatMap((frame) => (frame ? [frame.settled] : [])))).toEqual(['stored', 'stored']);
});

test('what the log would not take in time is not taken in; who holds little is', async () => {
  const { framing, published } = openFraming();
  const fill = (): void => {
    for (let at = 0; at < 9; at += 1) framing.add('flood', 'x'.repeat(30));
  };
  fill();
  for (let at = 0; at < 6; at += 1) {
    vi.advanceTimersByTime(400);
    published.at(-1)?.answer('stored');
    await vi.advanceTimersByTimeAsync(0);
  }
  fill();
  expect(framing.hasRoom('flood', 1)).toBe(false);
  expect(framing.hasRoom('kiosk', 1)).toBe(true);
  expect(framing.add('kiosk', '1')).toBeDefined();
  expect(framing.hasRoom('kiosk', 1)).toBe(true);
});
