import { describe, expect, test } from 'vitest';
import { createPace, type Pace, type Sent } from '../../../ingest/door/framing/pace.ts';
import { limits } from '../../../ingest/door/limits.ts';

/** How long a log takes for a frame of so many bytes; it takes one after another. */
type LogModel = (bytes: number) => number;

const eventBytes = 290;
/** 40 kB/s of compressed text, which small frames make less good use of. */
const narrow: LogModel = (bytes) => (430 + 0.094 * bytes) / 40;
/** Flushes of 80 ms, whatever is in them. */
const slowFlush: LogModel = (bytes) => 80 + bytes / 100_000;
const fast: LogModel = (bytes) => 0.8 + bytes / 100_000;

/** A flood that always has more waiting, for so long by its own clock; what the frames of its last half were like. */
function flood(pace: Pace, log: LogModel, seconds: number, clock = { nowMs: 0 }) {
  const endMs = clock.nowMs + seconds * 1_000;
  const halfMs = clock.nowMs + seconds * 500;
  const onWay: { sent: Sent; doneMs: number }[] = [];
  const seen = { bytes: 0, longestMs: 0, mostOnWay: 0, sizes: [] as number[] };
  let freeMs = clock.nowMs;
  while (clock.nowMs < endMs) {
    for (;;) {
      const { events, bytes } = pace.next();
      const size = Math.min(events, Math.floor(bytes / eventBytes)) * eventBytes;
      if (!pace.mayGo(size)) break;
      freeMs = Math.max(freeMs, clock.nowMs) + log(size);
      onWay.push({ sent: pace.go(size, true, clock.nowMs), doneMs: freeMs });
    }
    const first = onWay.shift();
    if (!first) throw new Error('nothing may go');
    clock.nowMs = first.doneMs;
    pace.end(first.sent, true, clock.nowMs);
    if (clock.nowMs < halfMs) continue;
    seen.bytes += first.sent.bytes;
    seen.longestMs = Math.max(seen.longestMs, clock.nowMs - first.sent.sentMs);
    seen.mostOnWay = Math.max(seen.mostOnWay, onWay.length + 1);
    seen.sizes.push(first.sent.bytes / eventBytes);
  }
  for (const { sent } of onWay) pace.end(sent, true, clock.nowMs);
  return { ...seen, eventsPerS: seen.bytes / eventBytes / (seconds / 2), mostEvents: Math.max(...seen.sizes) };
}

/** Noise that a seed repeats: mostly a little, one frame in fifty much. */
function noisy(log: LogModel, typicalMs: number): LogModel {
  let state = 1;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  return (bytes) => log(bytes) - typicalMs * Math.log(random()) + (random() < 0.02 ? 20 * typicalMs : 0);
}

describe('what is on its way', () => {
  test('is bounded by the time it takes a narrow log', () => {
    const seen = flood(createPace(limits), narrow, 10);
    expect(seen.longestMs).toBeLessThan(limits.paceMs * 1.5);
    expect(seen.eventsPerS).toBeGreaterThan(800);
  });

  test('is as little on a narrow log that stalls now and then, four frames in a row', () => {
    let frames = 0;
    const stalling: LogModel = (bytes) => narrow(bytes) + 12 + (frames++ % 80 < 4 ? 250 : 0);
    const seen = flood(createPace(limits), stalling, 60);
    expect(seen.mostOnWay).toBe(1);
    expect(seen.mostEvents).toBeLessThan(150);
  });

  test('is full frames, several of them, on a fast log, from the first moments on', () => {
    const seen = flood(createPace(limits), fast, 0.2);
    expect(seen.mostEvents).toBe(limits.frameEvents);
    expect(seen.mostOnWay).toBe(limits.framesInFlight);
  });

  test('is full frames where each flush is slow: smaller ones would not be quicker', () => {
    const seen = flood(createPace(limits), slowFlush, 60);
    expect(seen.mostEvents).toBe(limits.frameEvents);
    expect(seen.eventsPerS).toBeGreaterThan(7_000);
    expect(seen.mostOnWay).toBeLessThanOrEqual(2);
  });

  test('is not cut where the machine is busy: what size has no part in is not put right by size', () => {
    const seen = flood(createPace(limits), noisy(fast, 15), 60);
    expect(seen.eventsPerS).toBeGreaterThan(0.75 * 1_000 * (1_000 / (fast(290_000) + 15 + 6)));
  });
});

test('a log that becomes another one is learned anew, either way', () => {
  const clock = { nowMs: 0 };
  const pace = createPace(limits);
  expect(flood(pace, fast, 5, clock).mostEvents).toBe(limits.frameEvents);
  expect(flood(pace, narrow, 20, clock).longestMs).toBeLessThan(limits.paceMs * 1.5);
  expect(flood(pace, fast, 2, clock).mostEvents).toBe(limits.frameEvents);
});

test('of frames whose size came about by itself, and of those given up, nothing is learned', () => {
  const pace = createPace(limits);
  const before = pace.wholeBytes();
  for (let at = 0; at < 100; at += 1)
    pace.end(pace.go(1_000 + at * 100, at % 2 === 0, at * 1_000), false, at * 1_000 + 900);
  for (let at = 0; at < 100; at += 1) pace.end(pace.go(1_000 + at * 100, false, at * 1_000), true, at * 1_000 + 900);
  expect(pace.wholeBytes()).toBe(before);
});
