import { describe, expect, it } from 'vitest';
import { keepRecent, recentKept, recentSince, type RecentEntry } from '../../../stream/live/state/recent-events.ts';
import { anEvent } from '../../support/an-event.ts';

const beat = (over: Parameters<typeof anEvent>[2] = {}) =>
  anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, over);

describe('the newest events', () => {
  it('are fifty, newest first, each once', () => {
    const list: RecentEntry[] = [];
    for (let seq = 1; seq <= 60; seq++) {
      const event = beat({ id: String(seq), asset: `K${String(seq)}` });
      keepRecent(list, seq, [event, event]);
      keepRecent(list, seq, [event]);
    }
    expect(list).toHaveLength(recentKept);
    expect(recentSince(list, 57).map(({ asset }) => asset)).toEqual(['K60', 'K59', 'K58']);
  });

  it('of one large frame are its last', () => {
    const list: RecentEntry[] = [];
    const frame = Array.from({ length: 200 }, (_, at) => beat({ id: String(at), asset: `K${String(at)}` }));
    keepRecent(list, 1, frame.slice(0, 20));
    keepRecent(list, 2, frame);
    expect(recentSince(list, 0).map(({ asset }) => asset)).toEqual(
      Array.from({ length: recentKept }, (_, at) => `K${String(199 - at)}`),
    );
  });
});
