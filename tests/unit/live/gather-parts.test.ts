import { describe, expect, it } from 'vitest';
import type { CountRow } from '#shared/wire/counts.ts';
import { createPartGatherer } from '#shared/wire/gather-parts.ts';

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
