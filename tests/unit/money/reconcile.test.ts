import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paymentMethods } from '#shared/events/kinds/parking.ts';
import { reconcile, type MoneyRows } from '#shared/money/match/reconcile.ts';
import type { BankLine, PaidRow, StatedRow } from '#shared/money/match/rows.ts';
import type { Matching } from '#shared/money/match/matching.ts';
import { addDays, usualTerms } from '#shared/money/match/terms.ts';

const day = '2026-11-20';
const matching: Matching = {
  // Without days of rest: two days are two days.
  terms: usualTerms(addDays),
  cutDay: '2026-11-25',
  bankThrough: () => '9999-12-31',
  operatorOf: (site) => (site < 'B3' ? 'VETC' : 'VDTC'),
  grainOf: () => ({ site: true, method: true }),
  byMethod: true,
};

const paid = (amountVnd: number, over: Partial<PaidRow> = {}): PaidRow => ({
  ...{ site: 'B1', day, method: 'qr', payments: 3, amountVnd },
  ...over,
});
const stated = (amountVnd: number, over: Partial<StatedRow> = {}): StatedRow => ({
  ...{ site: 'B1', day, method: 'qr', payments: 3, amountVnd, statedDay: addDays(day, 1) },
  ...over,
});
const line = (amountVnd: number, over: Partial<BankLine> = {}): BankLine => ({
  ...{ id: 1, operator: 'VETC', day, site: 'B1', method: 'qr', amountVnd, bookedDay: addDays(day, 3) },
  ...over,
});
const told = (rows: Partial<MoneyRows>, over: Partial<Matching> = {}) =>
  reconcile({ paid: [], stated: [], lines: [], ...rows }, { ...matching, ...over }).differences.map(
    ({ step, class: kind, amountVnd, cameLateVnd }) => [step, kind, amountVnd, cameLateVnd],
  );

describe('a day that is in order', () => {
  it('has no difference', () => {
    expect(told({ paid: [paid(90)], stated: [stated(90)], lines: [line(90)] })).toEqual([]);
  });

  it('may be stated and banked in parts, equal ones too', () => {
    const parts = [stated(45, { payments: 1 }), stated(45, { payments: 2 })];
    expect(told({ paid: [paid(90)], stated: parts, lines: [line(45), line(45, { id: 2 })] })).toEqual([]);
  });

  it('may be banked as one sum for all sites and methods', () => {
    const rows = { paid: [paid(90), paid(10, { site: 'B2' })], stated: [stated(90), stated(10, { site: 'B2' })] };
    expect(told({ ...rows, lines: [line(100, { site: null, method: null })] })).toEqual([]);
  });
});

describe('each fault is told once', () => {
  it.each<[string, Partial<MoneyRows>, unknown[][]]>([
    ['nothing stated', { paid: [paid(90)] }, [['stated', 'late', 90, 0]]],
    ['nothing stated, but banked', { paid: [paid(90)], lines: [line(90)] }, [['stated', 'late', 90, 0]]],
    [
      'stated late, banked in time after that',
      {
        paid: [paid(90)],
        stated: [stated(90, { statedDay: '2026-11-23' })],
        lines: [line(90, { bookedDay: '2026-11-25' })],
      },
      [['stated', 'late', 0, 90]],
    ],
    [
      'stated twice, banked once',
      { paid: [paid(90)], stated: [stated(90), stated(90)], lines: [line(90)] },
      [['stated', 'double', -90, 0]],
    ],
    [
      'stated too little, and that banked',
      { paid: [paid(90)], stated: [stated(80)], lines: [line(80)] },
      [['stated', 'amount', 10, 0]],
    ],
    [
      'stated for fewer payments',
      { paid: [paid(90)], stated: [stated(90, { payments: 2 })], lines: [line(90)] },
      [['stated', 'amount', 0, 0]],
    ],
    ['stated, but never seen', { stated: [stated(90)], lines: [line(90)] }, [['stated', 'missing', -90, 0]]],
    ['not banked', { paid: [paid(90)], stated: [stated(90)] }, [['banked', 'late', 90, 0]]],
    [
      'banked late',
      { paid: [paid(90)], stated: [stated(90)], lines: [line(90, { bookedDay: '2026-11-24' })] },
      [['banked', 'late', 0, 90]],
    ],
    [
      'banked twice',
      { paid: [paid(90)], stated: [stated(90)], lines: [line(90), line(90, { id: 2 })] },
      [['banked', 'double', -90, 0]],
    ],
    ['banked less', { paid: [paid(90)], stated: [stated(90)], lines: [line(85)] }, [['banked', 'amount', 5, 0]]],
    [
      'banked and taken back',
      { paid: [paid(90)], stated: [stated(90)], lines: [line(90), line(-90, { id: 2 })] },
      [['banked', 'amount', 90, 0]],
    ],
    [
      'money for nothing of ours',
      { lines: [line(70, { day: null, site: null, method: null, bookedDay: day })] },
      [['banked', 'unknown', -70, 0]],
    ],
  ])('%s', (_name, rows, differences) => {
    expect(told(rows)).toEqual(differences);
  });
});

it('time makes what is awaited late, and what is late missing', () => {
  const rows = { paid: [paid(90)] };
  const classOn = (cutDay: string): unknown => told(rows, { cutDay })[0]?.[1];
  expect(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-26', '2026-11-27'].map(classOn)).toEqual([
    ...['awaited', 'awaited', 'late', 'late', 'missing'],
  ]);
});

it('what no statement of the bank tells of is awaited, however long', () => {
  const rows = { paid: [paid(90)], stated: [stated(90)] };
  for (const through of [null, '2026-11-22']) {
    expect(told(rows, { cutDay: '2027-01-01', bankThrough: () => through })).toEqual([['banked', 'awaited', 90, 0]]);
  }
  expect(told(rows, { cutDay: '2027-01-01', bankThrough: () => '2026-12-01' })).toEqual([['banked', 'missing', 90, 0]]);
});

it('what came after the cut is not known yet', () => {
  const rows = { paid: [paid(90)], stated: [stated(90)], lines: [line(90)] };
  expect(told(rows, { cutDay: '2026-11-22' })).toEqual([['banked', 'awaited', 90, 0]]);
});

describe('whatever a city does', () => {
  const sites = ['B1', 'B2', 'B3', 'B4'];
  const days = [day, addDays(day, 1), addDays(day, 2)];
  const amount = fc.integer({ min: 0, max: 2_000_000_000_000 });
  const key = {
    site: fc.constantFrom(...sites),
    day: fc.constantFrom(...days),
    method: fc.constantFrom(...paymentMethods),
  };
  const after = fc.integer({ min: 0, max: 12 }).map((count) => addDays(day, count));
  const rows: fc.Arbitrary<MoneyRows> = fc.record({
    paid: fc.array(fc.record({ ...key, payments: fc.nat(500), amountVnd: amount }), { maxLength: 12 }),
    stated: fc.array(fc.record({ ...key, payments: fc.nat(500), amountVnd: amount, statedDay: after }), {
      maxLength: 12,
    }),
    lines: fc
      .array(
        fc.record({
          day: fc.option(key.day),
          site: fc.option(key.site),
          method: fc.option(key.method),
          amountVnd: fc.oneof(amount, fc.integer({ min: -1_000_000, max: -1 })),
          bookedDay: after,
        }),
        { maxLength: 12 },
      )
      .map((all) =>
        all.map((one, id) => ({
          ...one,
          id,
          operator: one.site === null ? 'VETC' : matching.operatorOf(one.site, day),
        })),
      ),
  });
  const sum = (all: readonly { amountVnd: number }[]): number => all.reduce((total, one) => total + one.amountVnd, 0);
  const cuts = fc.constantFrom(...[1, 2, 4, 8, 20].map((count) => addDays(day, count)));
  const grains = fc.record({ site: fc.boolean(), method: fc.boolean() });

  it('the explained differences add up to the whole difference, to the đồng, in both steps', () => {
    fc.assert(
      fc.property(rows, cuts, grains, fc.boolean(), (all, cutDay, grain, byMethod) => {
        const { differences, banked } = reconcile(all, { ...matching, cutDay, byMethod, grainOf: () => grain });
        const ofStep = (step: string): number => sum(differences.filter((one) => one.step === step));
        expect(ofStep('stated')).toBe(sum(all.paid) - sum(all.stated.filter((row) => row.statedDay <= cutDay)));
        const there = sum(all.lines.filter(({ bookedDay }) => bookedDay <= cutDay));
        expect(banked.reduce((total, one) => total + one.bankedVnd, 0)).toBe(there);
        expect(ofStep('banked')).toBe(banked.reduce((total, one) => total + one.dueVnd, 0) - there);
      }),
      { numRuns: 5_000 },
    );
  });

  it('no two differences have one name, and the order of payments does not matter', () => {
    fc.assert(
      fc.property(rows, cuts, (all, cutDay) => {
        const { differences } = reconcile(all, { ...matching, cutDay });
        expect(new Set(differences.map((one) => one.key)).size).toBe(differences.length);
        const turned = { ...all, paid: [...all.paid].reverse() };
        expect(reconcile(turned, { ...matching, cutDay }).differences).toEqual(differences);
      }),
      { numRuns: 2_000 },
    );
  });

  it('an honest city has none, whatever its transfers are for', () => {
    fc.assert(
      fc.property(rows, grains, ({ paid: all }, grain) => {
        const merged = new Map<string, PaidRow>();
        for (const row of all) {
          const at = `${row.site} ${row.day} ${row.method}`;
          const before = merged.get(at);
          const more = {
            payments: (before?.payments ?? 0) + row.payments,
            amountVnd: (before?.amountVnd ?? 0) + row.amountVnd,
          };
          merged.set(at, { ...row, ...more });
        }
        const honest = [...merged.values()].filter(({ amountVnd }) => amountVnd > 0);
        const stated = honest.map((row): StatedRow => ({
          ...row,
          method: row.method ?? 'qr',
          statedDay: addDays(row.day, 1),
        }));
        const lines = honest.map((row, id): BankLine => ({
          ...{ id, operator: matching.operatorOf(row.site, row.day), day: row.day, amountVnd: row.amountVnd },
          ...{ site: grain.site ? row.site : null, method: grain.method ? row.method : null },
          bookedDay: addDays(row.day, 2),
        }));
        expect(reconcile({ paid: honest, stated, lines }, { ...matching, cutDay: '2026-12-31' }).differences).toEqual(
          [],
        );
      }),
      { numRuns: 2_000 },
    );
  });
});

it('a month of a large city is compared in one pass', () => {
  const month = Array.from({ length: 30 }, (_, at) => addDays('2026-11-01', at));
  const many = month.flatMap((one) =>
    Array.from({ length: 400 }, (_, at) => at).flatMap((at) =>
      paymentMethods.map((method): PaidRow => ({
        site: `S${at}`,
        day: one,
        method,
        payments: 9,
        amountVnd: 90_000 + at,
      })),
    ),
  );
  const stated = many.map((row): StatedRow => ({ ...row, method: row.method ?? 'qr', statedDay: addDays(row.day, 1) }));
  const lines = many.map((row, id): BankLine => ({ ...row, id, operator: 'VETC', bookedDay: addDays(row.day, 2) }));
  const { differences } = reconcile(
    { paid: many, stated, lines: lines.slice(1) },
    { ...matching, cutDay: '2026-12-31', operatorOf: () => 'VETC' },
  );
  expect(many).toHaveLength(60_000);
  expect(differences.map((one) => one.key)).toEqual(['banked|missing|2026-11-01|VETC|S0|cash']);
});
