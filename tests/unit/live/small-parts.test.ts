import { describe, expect, it } from 'vitest';
import type { CountRow } from '#shared/wire/counts.ts';
import { ConnectionLimits } from '../../../stream/live/push/connection-limits.ts';
import { createPartGatherer } from '../../../stream/live/push/gather-parts.ts';
import { readResync } from '../../../stream/live/push/read-resync.ts';
import { readFrame } from '../../../stream/live/state/read-frame.ts';
import { keepRecent, recentKept, recentSince, type RecentEntry } from '../../../stream/live/state/recent-events.ts';
import { anEvent } from '../../support/an-event.ts';

const beat = (over: Parameters<typeof anEvent>[2] = {}) =>
  anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, over);

describe('connection limits', () => {
  it('count in all and by address, and places are given back once', () => {
    const limits = new ConnectionLimits({ total: 3, perAddress: 2 });
    const first = limits.enter('a');
    limits.enter('a');
    expect(limits.enter('a')).toBe('address');
    expect(limits.enter(null)).toBeTypeOf('function');
    expect(limits.enter('b')).toBe('total');
    if (typeof first !== 'string') {
      first();
      first();
    }
    expect(limits.total).toBe(2);
    expect(limits.enter('b')).toBeTypeOf('function');
    expect(limits.enter('a')).toBe('total');
  });
});

describe('the parts of a commit', () => {
  const row: CountRow = ['day', '2026-11-23', '', '', 'ticket.issued', '', 1, 1, 1, 1];
  const part = (commit: number, at: number, parts: number) => ({
    commit,
    seq: 1,
    part: at,
    parts,
    worlds: [{ world: 'live', rows: [row] }],
  });

  it('come out together', () => {
    const gather = createPartGatherer();
    expect(gather(part(1, 0, 2))).toBeNull();
    expect(gather(part(1, 1, 2))?.rows.get('live')).toEqual([row, row]);
    expect(gather(part(2, 0, 1))?.commit).toBe(2);
  });

  it('never come out when one is missing', () => {
    const gather = createPartGatherer();
    expect(gather(part(1, 0, 3))).toBeNull();
    expect(gather(part(1, 2, 3))).toBeNull();
    expect(gather(part(2, 1, 2))).toBeNull();
    expect(gather(part(3, 0, 1))?.commit).toBe(3);
  });
});

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

describe('the newest events', () => {
  it('are fifty, newest first, each once', () => {
    const list: RecentEntry[] = [];
    for (let seq = 1; seq <= 60; seq++) {
      keepRecent(list, seq, beat({ id: String(seq), asset: `K${String(seq)}` }));
      keepRecent(list, seq, beat({ id: String(seq), asset: `K${String(seq)}` }));
    }
    expect(list).toHaveLength(recentKept);
    expect(recentSince(list, 57).map(({ asset }) => asset)).toEqual(['K60', 'K59', 'K58']);
  });
});

it.each([
  ['{"type":"resync","topic":"state"}', 'state'],
  ['{"type":"resync","topic":"alerts"}', null],
  ['{"type":"resync","topic":"state","more":1}', null],
  ['[', null],
])('what a screen says: %s', (text, topic) => {
  expect(readResync(text)).toBe(topic);
});
