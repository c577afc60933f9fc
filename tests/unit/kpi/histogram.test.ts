import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { percentile, slotFloor, slotOf } from '#shared/kpi/histogram.ts';

describe('histogram', () => {
  it('puts every value into the slot whose bounds hold it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 45 }), (value) => {
        const slot = slotOf(value);
        expect(slotFloor(slot)).toBeLessThanOrEqual(value * (1 + 1e-9));
        expect(slotFloor(slot + 1)).toBeGreaterThan(value * (1 - 1e-9));
      }),
    );
  });

  it('reads a percentile within nine per cent of the exact one', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 1, maxLength: 300 }), (values) => {
        const slots = new Map<number, number>();
        for (const value of values) slots.set(slotOf(value), (slots.get(slotOf(value)) ?? 0) + 1);
        const exact = [...values].sort((a, b) => a - b)[Math.ceil(values.length * 0.9) - 1] ?? 0;
        const read = percentile([...slots], 0.9) ?? 0;
        expect(Math.abs(read - exact) / exact).toBeLessThan(0.0906);
      }),
    );
  });

  it('has no percentile of nothing', () => {
    expect(percentile([], 0.5)).toBeNull();
    expect(percentile([[3, 0]], 0.5)).toBeNull();
  });
});
