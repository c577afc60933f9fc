import { describe, expect, it, test } from 'vitest';
import { attend, sortAttention } from '../../../display/src/lib/admin/attention.ts';
import { keyStateOf } from '../../../display/src/lib/admin/key-state.ts';
import { expectedIntervalOf } from '../../../display/src/lib/admin/server/read-sources.ts';
import { sourceStateOf } from '../../../display/src/lib/admin/source-state.ts';

const nowMs = Date.parse('2026-11-23T07:00:00Z');
const inDays = (days: number): string => new Date(nowMs + days * 86_400_000).toISOString();

test.each([
  ['valid', inDays(31), null],
  ['ending', inDays(29), null],
  ['expired', inDays(0), null],
  ['revoked', inDays(90), inDays(-1)],
] as const)('a key is %s', (state, expiresAt, revokedAt) => {
  expect(keyStateOf({ expiresAt, revokedAt }, nowMs)).toBe(state);
});

describe('a source', () => {
  const heard = (agoS: number, expectedIntervalS: number | null = 60, validKeys = 1) =>
    sourceStateOf({ validKeys, lastHeardMs: nowMs - agoS * 1_000, expectedIntervalS }, nowMs);

  it('is late, old and silent by the interval it promised', () => {
    expect([60, 120, 400, 700].map((agoS) => heard(agoS))).toEqual(['fresh', 'late', 'stale', 'lost']);
  });

  it('that promised nothing is never called well nor silent', () => {
    expect([heard(10, null), heard(10_000_000, null)]).toEqual(['unpromised', 'unpromised']);
    expect(sourceStateOf({ validKeys: 1, lastHeardMs: null, expectedIntervalS: null }, nowMs)).toBe('unknown');
  });

  it('without a key that can be used cannot send', () => {
    expect(heard(10, 60, 0)).toBe('ended');
  });

  it('promises the shortest interval of its kinds', () => {
    expect(expectedIntervalOf(['kiosk', 'parking'])).toBe(60);
    expect(expectedIntervalOf(['record', 'no-such-kind'])).toBeNull();
  });
});

describe('attention', () => {
  it('is never well about what could not be read', () => {
    expect(attend('keys', null, 'look')).toMatchObject({ state: 'unknown', count: null });
    expect(attend('keys', { count: 0 }, 'look')).toMatchObject({ state: 'well' });
  });

  it('goes to what wants doing first', () => {
    const all = [
      attend('audit', { count: 0 }, 'act'),
      attend('keys', { count: 1 }, 'look'),
      attend('sources', null, 'act'),
      attend('quarantine', { count: 2 }, 'act'),
    ];
    expect(sortAttention(all).map(({ name }) => name)).toEqual(['quarantine', 'keys', 'sources', 'audit']);
  });
});
