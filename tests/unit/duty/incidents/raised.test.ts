import { describe, expect, it } from 'vitest';
import { raisedAfter, raisedBy } from '#shared/duty/incident/raised.ts';

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

describe('what came into an incident', () => {
  const found = { isRated: false, openedBy: 'rule', priority: 'P1' } as const;
  const told = { isRated: false, openedBy: 'an', priority: 'P2' } as const;

  it('raises what a rule opened by the priority it has got', () => {
    expect(raisedBy(found, { calledAt: 'P3', came: ['P1'] })).toEqual({ to: 'P1', detail: { from: 'P3', to: 'P1' } });
    expect(raisedBy(found, { calledAt: 'P1', came: ['P1'] })).toBeUndefined();
  });

  it('is announced where a person said how grave it is, and leaves that as it is', () => {
    const detail = { move: 'announced', raised: 'P1', stays: 'P2' };
    expect(raisedBy(told, { calledAt: 'P2', came: ['P3', 'P1'] })).toEqual({ to: 'P1', detail });
    const rated = { isRated: true, openedBy: 'rule', priority: 'P3' } as const;
    expect(raisedBy(rated, { calledAt: 'P3', came: ['P1'] })?.to).toBe('P1');
  });

  it('is announced once, and not where nothing graver came', () => {
    expect(raisedBy(told, { calledAt: 'P1', came: ['P1'] })).toBeUndefined();
    expect(raisedBy(told, { calledAt: 'P2', came: ['P2', 'P3'] })).toBeUndefined();
    expect(raisedBy(told, { calledAt: 'P2', came: [] })).toBeUndefined();
  });
});
