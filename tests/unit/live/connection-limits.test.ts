import { describe, expect, it } from 'vitest';
import { ConnectionLimits } from '../../../stream/live/push/connection-limits.ts';

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
