import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageLacking, ageOf } from '#shared/money/account/ageing.ts';
import { cashDrift } from '#shared/money/account/cash-drift.ts';
import { toDayAccount } from '#shared/money/account/day-account.ts';
import { unheard } from '#shared/money/account/day-heard.ts';
import { explain, unexplained } from '#shared/money/account/explanation.ts';
import { findLateChanges, freezeDay, hashFigures } from '#shared/money/account/freeze-day.ts';
import { toFrozenAccount } from '#shared/money/account/frozen-account.ts';
import { findQuietSites } from '#shared/money/account/quiet-sites.ts';
import { sumHeard, toSiteHeard, type MoneySite, type SiteDay, type SiteHour } from '#shared/money/account/site-day.ts';
import { reconcile, type MoneyRows } from '#shared/money/match/reconcile.ts';
import type { BankLine, StatedRow } from '#shared/money/match/rows.ts';
import { addDays, usualTerms } from '#shared/money/match/terms.ts';
import type { Table } from '../../../display/src/lib/export/table.ts';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { describeOperators } from '../../../display/src/lib/money/operator-table.ts';
import { describeShifts } from '../../../display/src/lib/money/shift-table.ts';
import { filterSites } from '../../../display/src/lib/money/site-filter.ts';
import { describeSites } from '../../../display/src/lib/money/site-table.ts';
import { toSiteLines } from '../../../display/src/lib/money/to-site-lines.ts';
import { viMoney } from '../../../display/src/lib/money/words/vi-money.ts';

const day = '2026-11-20';
const aSite = (code: string, over: Partial<MoneySite> = {}): MoneySite => ({
  ...{ code, unit: '00004', operator: 'VETC', name: null, lon: 105.85, lat: 21.03, spaces: 50 },
  ...over,
});
const anHour = (site: string, hour: number, type: string, over: Partial<SiteHour> = {}): SiteHour => ({
  ...{ site, hour, type: `parking.${type}`, method: null, n: 1, amountVnd: 0 },
  ...over,
});
function toSiteDays(sites: readonly MoneySite[], hours: readonly SiteHour[]): SiteDay[] {
  return sites.map((site) => ({ site, ...toSiteHeard(hours.filter((hour) => hour.site === site.code)) }));
}

/** A site heard of all day that takes in so many cars an hour. */
const allDay = (site: string, n: number): SiteHour[] =>
  Array.from({ length: 24 }, (_, hour) => anHour(site, hour, 'entered', { n }));

function accountOf(
  sites: MoneySite[],
  hours: SiteHour[],
  words: string[] = [],
  rows: Partial<MoneyRows> = {},
  through: string | null = '2026-12-20',
) {
  const days = toSiteDays(sites, hours);
  const matching = {
    ...{ terms: usualTerms(addDays), cutDay: '2026-12-20', byMethod: true },
    operatorOf: (code: string) => sites.find((one) => one.code === code)?.operator ?? '',
    grainOf: () => ({ site: true, method: true }),
    bankThrough: () => through,
  };
  const paid = days.flatMap(({ site, methods }) =>
    Object.entries(methods).flatMap(([method, taken]) =>
      taken.payments === 0 ? [] : [{ site: site.code, day, method: method as 'qr', ...taken }],
    ),
  );
  const found = reconcile({ paid, stated: [], lines: [], ...rows }, matching);
  const said = found.differences.flatMap(({ key, amountVnd }, at) =>
    words[at] === undefined
      ? []
      : [{ difference: key, amountVnd, words: words[at], by: 'account:lan', at: '2026-12-01T00:00:00Z' }],
  );
  const parts = { day, cutDay: '2026-12-20', hours: 24, sites: days, unpaidExits: new Map(), namelessPayments: 0 };
  return toDayAccount({ ...parts, cashBefore: new Map(), said, bankThrough: matching.bankThrough }, found);
}

describe('a site’s day', () => {
  const hours = [
    anHour('A', 5, 'entered'),
    anHour('A', 6, 'paid', { method: 'cash', n: 2, amountVnd: 50_000 }),
    anHour('A', 14, 'paid', { method: 'qr', n: 1, amountVnd: 30_000 }),
    anHour('A', 23, 'failed', { method: 'qr', n: 3 }),
  ];
  const [one, silent] = toSiteDays([aSite('A'), aSite('B')], hours);

  it('is the sum of its shifts and of its methods', () => {
    expect(one).toMatchObject({ entered: 1, payments: 3, paidVnd: 80_000, failed: 3, cashPayments: 2, heardHours: 4 });
    expect(one?.methods).toMatchObject({
      cash: { payments: 2, amountVnd: 50_000 },
      qr: { payments: 1, amountVnd: 30_000 },
    });
    expect(one?.shifts).toMatchObject({
      morning: { paidVnd: 50_000 },
      afternoon: { paidVnd: 30_000 },
      night: { entered: 1, failed: 3 },
    });
  });

  it('adds up to the city’s, shift by shift and method by method', () => {
    const { city } = accountOf([aSite('A'), aSite('B')], [...hours, ...hours.map((hour) => ({ ...hour, site: 'B' }))]);
    expect(city).toMatchObject({
      ...{ payments: 6, paidVnd: 160_000, methods: { cash: { payments: 4, amountVnd: 100_000 } } },
      ...{ failedBy: { qr: 6 }, shifts: { morning: { paidVnd: 100_000, cashPayments: 4 }, night: { failed: 6 } } },
    });
  });

  it('of which nothing was heard is known to be unknown', () => {
    expect(silent?.heardHours).toBe(0);
    expect(accountOf([aSite('A'), aSite('B')], hours).coverage).toEqual({
      sites: 2,
      hours: 48,
      heardHours: 4,
      silent: ['B'],
    });
  });
});

it('cash drifts by more than chance and by enough to matter, or not at all', () => {
  const before = { payments: 2_000, cashPayments: 100 };
  expect(cashDrift({ payments: 100, cashPayments: 30 }, before)?.isMarked).toBe(true);
  expect(cashDrift({ payments: 100, cashPayments: 9 }, before)?.isMarked).toBe(false);
  expect(cashDrift({ payments: 20, cashPayments: 3 }, before)?.isMarked).toBe(false);
  expect(cashDrift({ payments: 100, cashPayments: 0 }, { payments: 100, cashPayments: 40 })?.isMarked).toBe(false);
  expect(cashDrift({ payments: 5, cashPayments: 5 }, before)).toBeNull();
});

describe('a quiet site', () => {
  const sites = [aSite('Q'), aSite('N1'), aSite('N2'), aSite('N3'), aSite('FAR', { lon: 106.5 })];
  const hours = [...allDay('N1', 4), ...allDay('N2', 5), ...allDay('N3', 4), ...allDay('Q', 1), ...allDay('FAR', 1)];
  const found = (rows: SiteHour[]) => findQuietSites(toSiteDays(sites, rows), 20).map(({ site }) => site);

  it('is one among busy ones; one that stands alone is not', () => {
    expect(found(hours)).toEqual(['Q']);
  });

  it('that was silent for part of the day is unknown, not quiet', () => {
    expect(found(hours.filter(({ site, hour }) => site !== 'Q' || hour < 12))).toEqual([]);
  });
});

it('what is lacking has an age; what is too much has none', () => {
  expect(
    ['2026-11-21', '2026-11-19', '2026-11-14', '2026-11-01', '2026-09-01'].map((due) => ageOf(due, '2026-11-20')),
  ).toEqual([...['not_due', 'to_2', 'to_7', 'to_30', 'over_30']]);
  const base = accountOf([aSite('A')], [anHour('A', 9, 'paid', { method: 'qr', amountVnd: 30_000 })]).differences;
  const tooMuch = base.map((one) => ({ ...one, amountVnd: -5_000 }));
  const ages = ageLacking([...base, ...tooMuch], '2026-11-25');
  expect([ages.to_7, ages.to_2]).toEqual([
    { count: 1, amountVnd: 30_000 },
    { count: 0, amountVnd: 0 },
  ]);
});

describe('an explanation', () => {
  const hours = [anHour('A', 9, 'paid', { method: 'qr', amountVnd: 30_000 })];

  it('stands for the amount it was given for, and the last one counts', () => {
    const { differences } = accountOf([aSite('A')], hours, ['đơn vị báo sau']);
    expect(unexplained(differences)).toEqual([]);
    const [one] = differences;
    if (!one) throw new Error('no difference');
    const said = (words: string, amountVnd: number) => ({
      difference: one.key,
      amountVnd,
      words,
      by: 'account:lan',
      at: '',
    });
    expect(explain([one], [said('a', 30_000), said('b', 30_000)])[0]?.explanation?.words).toBe('b');
    expect(unexplained(explain([one], [said('a', 30_000), said('b', 1)]))).toHaveLength(1);
  });
});

describe('what nobody has told', () => {
  const hours = [
    anHour('A', 9, 'paid', { method: 'qr', amountVnd: 30_000 }),
    anHour('B', 9, 'paid', { method: 'qr', amountVnd: 20_000 }),
  ];
  const sites = [aSite('A'), aSite('B'), aSite('C', { operator: 'VDTC' })];
  const stated: StatedRow = {
    site: 'A',
    day,
    method: 'qr',
    payments: 1,
    amountVnd: 30_000,
    statedDay: addDays(day, 1),
  };
  const unknown = { statedVnd: null, dueVnd: null, bankedVnd: null };

  it('is unknown, not zero: before a statement comes nothing is stated, due or banked', () => {
    const { city, operators, sites: each } = accountOf(sites, hours, [], {}, addDays(day, -1));
    for (const one of [city, ...operators, ...each]) expect(one).toMatchObject(unknown);
    expect(city.paidVnd).toBe(50_000);
  });

  it('is no part of a sum: what one site stated is what is stated', () => {
    const { city, operators, sites: each } = accountOf(sites, hours, [], { stated: [stated] });
    expect(city).toMatchObject({ paidVnd: 50_000, statedVnd: 30_000, dueVnd: 30_000, bankedVnd: 0 });
    expect(operators.map(({ statedVnd }) => statedVnd)).toEqual([null, 30_000]);
    expect(each.map(({ statedVnd }) => statedVnd)).toEqual([30_000, null, null]);
  });

  it('differs from a statement of nothing', () => {
    const { city } = accountOf(sites, hours, [], { stated: [{ ...stated, payments: 0, amountVnd: 0 }] });
    expect(city.statedVnd).toBe(0);
  });
});

describe('operators and shifts', () => {
  const sites = [aSite('A'), aSite('B', { operator: 'VDTC' }), aSite('C')];
  const types = ['entered', 'exited', 'failed', 'paid'] as const;
  const anyHour = fc.record({
    site: fc.constantFrom('A', 'B', 'C'),
    hour: fc.integer({ min: 0, max: 24 }),
    type: fc.constantFrom(...types.map((type) => `parking.${type}`), 'session'),
    method: fc.constantFrom('cash', 'card', 'qr', 'wallet', 'tag'),
    n: fc.integer({ min: 1, max: 900 }),
    amountVnd: fc.integer({ min: 0, max: 9_000_000_000 }),
  });

  it('add up to the city in every figure and method, to the đồng', () => {
    fc.assert(
      fc.property(fc.array(anyHour, { maxLength: 60 }), (hours) => {
        const { city, operators, sites: each } = accountOf(sites, hours);
        const { shifts } = city;
        const whole = sumHeard(each);
        expect(sumHeard(operators)).toEqual(whole);
        expect(sumHeard(Object.values(shifts))).toEqual(whole);
        const of = (type: string) => hours.filter((one) => one.type === type);
        const sumOf = (type: string, key: 'n' | 'amountVnd') => of(type).reduce((sum, one) => sum + one[key], 0);
        expect(whole).toMatchObject({
          ...{ entered: sumOf('parking.entered', 'n'), sessions: sumOf('session', 'n') },
          ...{ exited: sumOf('parking.exited', 'n'), failed: sumOf('parking.failed', 'n') },
          ...{ payments: sumOf('parking.paid', 'n'), paidVnd: sumOf('parking.paid', 'amountVnd') },
        });
        const taken = Object.values(whole.methods);
        expect(taken.reduce((sum, one) => sum + one.amountVnd, 0)).toBe(whole.paidVnd);
        expect(taken.reduce((sum, one) => sum + one.payments, 0)).toBe(whole.payments);
        expect(Object.values(whole.failedBy).reduce((sum, n) => sum + n, 0)).toBe(whole.failed);
      }),
      { numRuns: 300 },
    );
  });

  it('are tables whose files have every method and failure, and nothing where nothing was heard', () => {
    const account = accountOf(sites, [
      anHour('A', 9, 'entered', { n: 3 }),
      { ...anHour('A', 9, 'entered', { n: 2 }), type: 'session' },
      anHour('A', 9, 'paid', { method: 'qr', n: 2, amountVnd: 40_000 }),
      anHour('A', 23, 'failed', { method: 'tag', n: 4 }),
    ]);
    const wish = { words: viMoney, format: createFormat('vi', 'Asia/Ho_Chi_Minh') };
    const cells = <Row>({ rows, columns }: Table<Row>, at: number, ...ids: string[]) =>
      ids.map((id) => {
        const [row, column] = [rows[at], columns.find((one) => one.id === id)];
        return row === undefined || column === undefined ? 'none' : column.cell(row);
      });
    const ids = ['entered', 'sessions', 'exited', 'payments', 'qr', 'qr-vnd', 'tag-failed', 'failed', 'paid'];
    const operators = describeOperators(account.operators, wish);
    expect(cells(operators, 0, 'operator', ...ids, 'stated')).toEqual(['VDTC', ...ids.map(() => null), null]);
    expect(cells(operators, 1, 'operator', ...ids)).toEqual(['VETC', 3, 2, 0, 2, 2, 40_000, 4, 4, 40_000]);
    const shifts = describeShifts({ byShift: account.city.shifts, heardHours: 2 }, wish);
    expect(cells(shifts, 0, ...ids)).toEqual([3, 2, 0, 2, 2, 40_000, 0, 0, 40_000]);
    expect(cells(shifts, 2, ...ids)).toEqual([0, 0, 0, 0, 0, 0, 4, 4, 0]);
    const linkOf = (site: string): string => site;
    const ofSites = describeSites(toSiteLines(account, {}), { ...wish, linkOf });
    expect(cells(ofSites, 0, 'site', ...ids, 'stated')).toEqual(['A', 3, 2, 0, 2, 2, 40_000, 4, 4, 40_000, null]);
    expect(cells(ofSites, 0, 'remark')).toEqual([expect.stringContaining('chưa có báo cáo')]);
  });
});

describe('a frozen day', () => {
  const hours = [anHour('A', 9, 'paid', { method: 'qr', amountVnd: 30_000 }), anHour('A', 9, 'exited')];
  const { figures, hash } = freezeDay(accountOf([aSite('A')], hours));

  it('has the same hash when it is read again, and another with another figure', () => {
    expect(hashFigures(JSON.parse(JSON.stringify(figures)) as typeof figures)).toBe(hash);
    expect(freezeDay(accountOf([aSite('A')], hours.slice(0, 1))).hash).not.toBe(hash);
  });

  it('is held against what is known later, figure by figure', () => {
    const later = accountOf([aSite('A')], [...hours, anHour('A', 10, 'paid', { method: 'qr', amountVnd: 25_000 })]);
    expect(findLateChanges(figures, accountOf([aSite('A')], hours))).toEqual([]);
    expect(findLateChanges(figures, later)).toEqual([
      { site: 'A', figure: 'payments', frozen: 1, now: 2 },
      { site: 'A', figure: 'paidVnd', frozen: 30_000, now: 55_000 },
    ]);
  });

  it('is put together without its events, to the same account', () => {
    const sites = [aSite('A'), aSite('B', { operator: 'VDTC' })];
    const stated: StatedRow = {
      site: 'A',
      day,
      method: 'qr',
      payments: 1,
      amountVnd: 30_000,
      statedDay: addDays(day, 1),
    };
    const strange: BankLine = {
      ...{ id: 7, operator: 'VETC', day: null, site: null, method: null, amountVnd: 5_000, bookedDay: day },
    };
    const account = accountOf(sites, hours, [], { stated: [stated], lines: [strange] });
    const kept = freezeDay(account).figures;
    const own = (code: string) => toSiteHeard(hours.filter(({ site }) => site === code));
    const again = toFrozenAccount({
      figures: JSON.parse(JSON.stringify(kept)) as typeof kept,
      heard: { A: { ...unheard, own: own('A') } },
      ...{ sites, hours: 24, bankThrough: () => '2026-12-20' },
    });
    expect(again).toEqual(account);
  });

  it('of an earlier program, which kept nothing stated as 0, has no late change for it', () => {
    const old = { ...figures, sites: figures.sites.map((one) => ({ ...one, statedVnd: 0 })) };
    expect(findLateChanges(old, accountOf([aSite('A')], hours))).toEqual([]);
  });
});

it('sites are found without marks and ordered as asked, equals by code', () => {
  const account = accountOf(
    [aSite('B'), aSite('A'), aSite('C', { unit: '00008', operator: 'VDTC' })],
    [anHour('C', 9, 'paid', { method: 'qr', amountVnd: 1_000 })],
  );
  const lines = toSiteLines(account, { '00004': 'Ba Đình', '00008': 'Ngọc Hà' });
  const found = (over: object): string[] =>
    filterSites(lines, { q: '', operator: '', only: '', sort: 'paid', ...over }).map(({ site }) => site.code);
  expect(found({})).toEqual(['C', 'A', 'B']);
  expect(found({ q: 'ba dinh' })).toEqual(['A', 'B']);
  expect(found({ operator: 'VDTC' })).toEqual(['C']);
  expect(found({ only: 'silent' })).toEqual(['A', 'B']);
  expect(found({ only: 'differing', sort: 'lacking' })).toEqual(['C']);
});
