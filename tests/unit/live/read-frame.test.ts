import { describe, expect, it } from 'vitest';
import { readFrame } from '../../../stream/live/state/read-frame.ts';
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
    expect(events.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(poison).toBe(3);
  });

  it('that is no array is one thing that is no event', () => {
    for (const text of ['', 'null', '{}', '[', '"x"']) expect(readFrame(text)).toEqual({ events: [], poison: 1 });
  });
});
