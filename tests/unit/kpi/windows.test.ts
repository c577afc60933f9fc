import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formulas } from '#shared/kpi/formulas/formulas.ts';
import type { Formula } from '#shared/kpi/formulas/formula.ts';
import { holdsOn, monthOf } from '#shared/kpi/ledger/days.ts';
import type { LedgerTarget } from '#shared/kpi/ledger/ledger.ts';
import { membershipsOf } from '#shared/kpi/ledger/unit-sets.ts';
import { windowsAt, windowsIn, type WindowInputs } from '#shared/kpi/ledger/windows.ts';
import { aLedger, aTarget, eachDay, rowsInTurn, someDay, someDays } from './a-ledger.ts';

const values = fc.record({
  target: fc.constantFrom(0.6, 0.8, 1),
  period: fc.constantFrom('month' as const, 'whole' as const),
});
/** Several sets at once, each with targets of everybody, of a type and of the unit itself that come and go. */
const someTargets = fc
  .tuple(
    ...['a', 'b'].flatMap((set) =>
      ['all', 'type:phuong', 'unit:00004', 'unit:00008'].map((unitSet) =>
        rowsInTurn(values).map((rows) => rows.map((row) => aTarget({ ...row, set, unitSet }))),
      ),
    ),
  )
  .map((lists) => lists.flat());
/** The unit's type changes in the middle. */
const units = [
  { code: '00004', kind: 'xa', validFrom: '2020-01-01', validTo: '2026-11-10' },
  { code: '00004', kind: 'phuong', validFrom: '2026-11-10', validTo: null },
];

function inputsOf(targets: readonly LedgerTarget[]): WindowInputs {
  const ledger = aLedger({ targets, units });
  return {
    kpi: 'online_share',
    targets,
    formulas,
    memberships: membershipsOf(ledger, { kind: 'unit', unit: '00004' }),
  };
}

/** The target of one set on one day, by looking at all of them. */
function onDay(targets: readonly LedgerTarget[], set: string, day: string): LedgerTarget | undefined {
  const type = day < '2026-11-10' ? 'type:xa' : 'type:phuong';
  const holding = targets.filter((row) => row.set === set && holdsOn(row, day));
  for (const unitSet of ['unit:00004', type, 'all']) {
    const found = holding.find((row) => row.unitSet === unitSet);
    if (found) return found;
  }
  return undefined;
}

describe('windows', () => {
  it('hold each day against the target of each set that is in force on it, once; a day without any stands by itself', () => {
    fc.assert(
      fc.property(someTargets, someDays, (targets, span) => {
        const windows = windowsIn(inputsOf(targets), span);
        for (const day of eachDay(span)) {
          const own = windows.filter(({ days }) => days.from <= day && day < days.to).map(({ target }) => target);
          const expected = ['a', 'b'].flatMap((set) => onDay(targets, set, day) ?? []);
          expect(new Set(own)).toEqual(new Set(expected.length > 0 ? expected : [null]));
          expect(own).toHaveLength(Math.max(1, expected.length));
        }
        for (const { days } of windows)
          expect(days.from >= span.from && days.to <= span.to && days.from < days.to).toBe(true);
      }),
    );
  });

  it('never reach over the end of a month that must reach its target by itself, and are due where its days end', () => {
    fc.assert(
      fc.property(someTargets, someDays, (targets, span) => {
        for (const { days, target, dueOn } of windowsIn(inputsOf(targets), span)) {
          if (target?.period === 'month') expect(days.to <= monthOf(days.from).to).toBe(true);
          if (dueOn !== null) expect(dueOn).toBe(days.to);
        }
      }),
    );
  });

  it('of a day are those of each set in force on it', () => {
    fc.assert(
      fc.property(someTargets, someDay, (targets, day) => {
        const windows = windowsAt(inputsOf(targets), day);
        const expected = ['a', 'b'].flatMap((set) => onDay(targets, set, day) ?? []);
        expect(windows.map(({ target }) => target)).toEqual(expected.length > 0 ? expected : [null]);
        for (const { days } of windows) expect(days.from <= day && day < days.to).toBe(true);
      }),
    );
  });

  it('of several sets in the summer of 2025 are what was decided then', () => {
    const wards = {
      set: 'wards',
      unitSet: 'type:xa',
      target: 0.6,
      period: 'whole',
      validFrom: '2025-07-01',
      validTo: '2025-07-31',
    } as const;
    const centre = {
      set: 'centre',
      unitSet: 'all',
      target: 0.8,
      period: 'whole',
      validFrom: '2025-07-01',
      validTo: '2025-09-01',
    } as const;
    const city = { set: 'city', target: 1, validFrom: '2025-09-01', validTo: '2026-01-01' } as const;
    const inputs = inputsOf([aTarget(wards), aTarget(centre), aTarget(city)]);
    const said = (day: string) =>
      windowsAt(inputs, day).map(({ target, days }) => [target?.set, target?.target, days.from, days.to]);
    expect(said('2025-07-20')).toEqual([
      ['centre', 0.8, '2025-07-01', '2025-09-01'],
      ['wards', 0.6, '2025-07-01', '2025-07-31'],
    ]);
    expect(said('2025-07-31')).toEqual([['centre', 0.8, '2025-07-01', '2025-09-01']]);
    expect(said('2025-10-07')).toEqual([['city', 1, '2025-10-01', '2025-11-01']]);
  });

  it('are measured by the version a target names, and without a target by the one of their days', () => {
    const [first] = formulas.filter(({ kpi }) => kpi === 'online_share') as [Formula];
    const second: Formula = { ...first, version: 2, since: '2026-11-16' };
    const inputs = { ...inputsOf([]), formulas: [...formulas, second] };
    expect(
      windowsIn(inputs, { from: '2026-11-01', to: '2026-12-01' }).map(({ days, formula }) => [days.from, formula]),
    ).toEqual([
      ['2026-11-01', first],
      ['2026-11-16', second],
    ]);
    const named = { ...inputs, targets: [aTarget({ formulaVersion: 1 }), aTarget({ set: 'none', formulaVersion: 9 })] };
    expect(windowsAt(named, '2026-11-20').map(({ formula, formulaVersion }) => [formula, formulaVersion])).toEqual([
      [first, 1],
      [undefined, 9],
    ]);
  });
});
