import { expect, test } from 'vitest';
import { linkState } from '../../../display/src/lib/feed/link-state.ts';
import { parseMessage } from '../../../display/src/lib/feed/parse-message.ts';
import { worldTimeMs } from '../../../display/src/lib/feed/world-time.ts';
import type { Tick } from '../../../display/src/lib/feed/screen-state.ts';

test('the screen warns after 10 s without a tick and is dead after 15 s', () => {
  expect([0, 9_999, 10_000, 14_999, 15_000].map((ms) => linkState(0, 0, ms))).toEqual([
    'live',
    'live',
    'overdue',
    'overdue',
    'dead',
  ]);
});

test('a screen that never heard a tick is judged from its start', () => {
  expect(linkState(null, 100, 200)).toBe('connecting');
  expect(linkState(null, 100, 15_100)).toBe('dead');
});

const tick = (speed: number, worldTime: string | null = '2026-11-23T02:00:00.000Z'): Tick => {
  const ages = { countsAgeS: 0, dutyAgeS: 0 };
  return { type: 'tick', realTime: '2026-11-23T05:00:00.000Z', worldTime, speed, stateOffset: 1, ...ages };
};
const startMs = Date.parse('2026-11-23T02:00:00Z');

test('the clock runs at the world’s speed between ticks, and no further than the next one was due', () => {
  expect(worldTimeMs(tick(60), 2_000)).toBe(startMs + 120_000);
  expect(worldTimeMs(tick(60), 60_000)).toBe(startMs + 300_000);
  expect(worldTimeMs(tick(0), 2_000)).toBe(startMs);
});

test('a world without a tick has no clock', () => {
  expect(worldTimeMs(null, 0)).toBeNull();
  expect(worldTimeMs(tick(1, null), 0)).toBeNull();
});

test('a frame that is not of the protocol is passed over', () => {
  expect(parseMessage('{"type":"tick"}')).toEqual({ type: 'tick' });
  expect([
    parseMessage('{"type":"alert"}'),
    parseMessage('{'),
    parseMessage('null'),
    parseMessage(new ArrayBuffer(1)),
  ]).toEqual([null, null, null, null]);
});
