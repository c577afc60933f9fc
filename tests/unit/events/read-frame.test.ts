import { describe, expect, it } from 'vitest';
import { readFrame } from '#shared/events/read-frame.ts';
import { anEvent } from '../../support/an-event.ts';

const beat = (over: Parameters<typeof anEvent>[2] = {}) =>
  anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, over);

describe('a frame', () => {
  it('gives its events in order and tells how much in it was none', () => {
    const text = JSON.stringify([
      beat({ id: 'a' }),
      7,
      { ...beat(), time: 'yesterday' },
      { ...beat(), data: null },
      beat({ id: 'b' }),
    ]);
    const { events, poison } = readFrame(text);
    expect(events.map(({ idx, event }) => [idx, event.id])).toEqual([
      [0, 'a'],
      [4, 'b'],
    ]);
    expect(poison.map(({ idx }) => idx)).toEqual([1, 2, 3]);
  });

  it('that is no array is one thing that is no event', () => {
    for (const text of ['', 'null', '{}', '[', '"x"']) {
      const { events, poison } = readFrame(text);
      expect([events.length, poison.length]).toEqual([0, 1]);
    }
  });
});
