import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tenuresOf } from '#shared/kpi/ledger/accountable.ts';
import { holdsOn } from '#shared/kpi/ledger/days.ts';
import { codesReadAs, successorsOn } from '#shared/kpi/ledger/successions.ts';
import { aTarget, anOffice, eachDay, rowsInTurn, someDays } from './a-ledger.ts';

const heads = rowsInTurn(fc.constant(anOffice()));
const named = rowsInTurn(fc.constant(anOffice({ code: 'GD', unit: null, department: 'TT' })));

describe('who answers', () => {
  it('is on every day who held the office then: of a unit its head, else whom the target names', () => {
    fc.assert(
      fc.property(heads, named, someDays, (own, others, days) => {
        const target = aTarget({ office: 'GD' });
        const ofUnit = tenuresOf({ offices: [...own, ...others] }, { kind: 'unit', unit: '00004' }, target, days);
        const ofCity = tenuresOf({ offices: [...own, ...others] }, { kind: 'city' }, target, days);
        expect(ofUnit.flatMap((tenure) => eachDay(tenure.days))).toEqual(eachDay(days));
        for (const day of eachDay(days)) {
          const holder = (list: typeof ofUnit) =>
            list.find((tenure) => tenure.days.from <= day && day < tenure.days.to)?.office;
          const head = own.find((row) => holdsOn(row, day));
          const other = others.find((row) => holdsOn(row, day));
          expect(holder(ofUnit)).toBe(head ?? other ?? null);
          expect(holder(ofCity)).toBe(other ?? null);
        }
      }),
    );
  });

  it('changes when the head of one and the same office does', () => {
    const offices = [anOffice({ validTo: '2026-11-16' }), anOffice({ validFrom: '2026-11-16' })];
    const days = { from: '2026-11-01', to: '2026-12-01' };
    expect(
      tenuresOf({ offices }, { kind: 'unit', unit: '00004' }, null, days).map((tenure) => tenure.days.from),
    ).toEqual(['2026-11-01', '2026-11-16']);
  });
});

describe('successions', () => {
  const row = (oldUnit: string, newUnit: string, validFrom = '2026-01-01') => ({ oldUnit, newUnit, validFrom });

  it('are followed to the last, from their day on', () => {
    const list = [row('A', 'B'), row('B', 'C', '2026-06-01')];
    expect(successorsOn(list, '2026-05-31')).toEqual(new Map([['A', 'B']]));
    expect(codesReadAs('C', successorsOn(list, '2026-06-01')).sort()).toEqual(['A', 'B', 'C']);
    expect(successorsOn(list, '2025-12-31').size).toBe(0);
  });

  it('leave what was split with its own name, and end where they go in a circle', () => {
    expect(successorsOn([row('A', 'B'), row('A', 'C')], '2026-02-01').size).toBe(0);
    expect(successorsOn([row('A', 'B'), row('B', 'A')], '2026-02-01').size).toBe(0);
  });

  it('count every event for exactly one unit', () => {
    const codes = fc.constantFrom('A', 'B', 'C', 'D', 'E');
    fc.assert(
      fc.property(fc.array(fc.tuple(codes, codes)), (pairs) => {
        const successors = successorsOn(
          pairs.map(([old, next]) => row(old, next)),
          '2026-02-01',
        );
        const present = ['A', 'B', 'C', 'D', 'E'].filter((code) => !successors.has(code));
        expect(present.flatMap((code) => codesReadAs(code, successors)).sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
      }),
    );
  });
});
