import { describe, expect, it } from 'vitest';
import { coversS, dueTurns, turnsUntil } from '../../../ingest/senders/heartbeat/heartbeat-rounds.ts';

const kiosks = ['K1', 'K2', 'K3', 'K4'];

describe('heartbeats', () => {
  it('come once a minute from every kiosk, evenly spread', () => {
    expect([0, 14_999, 15_000, 59_999, 60_000].map((elapsedMs) => dueTurns(4, 0, elapsedMs))).toEqual([1, 1, 2, 4, 5]);
  });

  it('go on with every kiosk’s own sequence after a restart', () => {
    const before = turnsUntil(kiosks, 0, 6);
    const after = turnsUntil(kiosks, 6, dueTurns(4, 6, 15_000));
    expect([...before, ...after].filter(({ kiosk }) => kiosk === 'K3')).toEqual([
      { kiosk: 'K3', sequence: 0 },
      { kiosk: 'K3', sequence: 1 },
    ]);
  });

  it('of the past are not made up after a hole', () => {
    expect(turnsUntil(kiosks, 2, 30)).toEqual([
      { kiosk: 'K3', sequence: 6 },
      { kiosk: 'K4', sequence: 6 },
      { kiosk: 'K1', sequence: 7 },
      { kiosk: 'K2', sequence: 7 },
    ]);
  });

  it('vouch for a minute, but for nothing before the start', () => {
    expect([0, 12_400, 60_000, 900_000].map(coversS)).toEqual([1, 12, 60, 60]);
  });
});
