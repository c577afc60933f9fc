import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sumSlots } from '#shared/store/sum-slots.ts';

const distribution = fc.dictionary(
  fc.integer({ min: 0, max: 300 }).map(String),
  fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
);

it('adds distributions up slot by slot, from the very text the database writes', () => {
  fc.assert(
    fc.property(fc.array(distribution, { maxLength: 40 }), (days) => {
      const expected = new Map<number, number>();
      for (const day of days)
        for (const [slot, n] of Object.entries(day)) expected.set(Number(slot), (expected.get(Number(slot)) ?? 0) + n);
      const written = days.map((day) => ({
        slots: `{${Object.keys(day).join(',')}}`,
        ns: `{${Object.values(day).join(',')}}`,
      }));
      expect(sumSlots(written)).toEqual(expected);
      const filled = written.filter(({ slots }) => slots !== '{}');
      const joined = { slots: filled.map(({ slots }) => slots).join(''), ns: filled.map(({ ns }) => ns).join('') };
      expect(sumSlots([joined])).toEqual(expected);
    }),
  );
});
