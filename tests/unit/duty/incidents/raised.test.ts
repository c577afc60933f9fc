import { describe, expect, it } from 'vitest';
import { raisedAfter } from '#shared/duty/incident/raised.ts';

const raised = { owner: 'an', raisedMs: 5 };

describe('what became graver after it was taken', () => {
  it('calls until a person does something to it, whatever rules and time tell of it', () => {
    expect(raisedAfter(raised, [])).toBe(5);
    expect(
      raisedAfter(raised, [
        { by: 'rule', kind: 'membership' },
        { by: 'duty', kind: 'measured' },
      ]),
    ).toBe(5);
    expect(raisedAfter(raised, [{ by: 'binh', kind: 'note' }])).toBeNull();
  });

  it('calls again when that is taken back, and by itself once nobody has it', () => {
    expect(raisedAfter(raised, [{ by: 'an', kind: 'undone' }])).toBe(5);
    expect(raisedAfter({ ...raised, owner: null }, [{ by: 'duty', kind: 'state' }])).toBeNull();
  });
});
