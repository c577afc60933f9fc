import { describe, expect, it } from 'vitest';
import { keepRecent, recentKept, recentSince, type RecentEntry } from '../../../stream/live/state/recent-events.ts';
import { anEvent } from '../../support/an-event.ts';

const beat = (over: Parameters<typeof anEvent>[2] = {}) =>
  anEvent('kiosk.heartbeat', { healthy: true, coversS: 60 }, over);

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
