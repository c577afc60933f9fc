import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { excludedSpans } from '#shared/kpi/exclusions/excluded-spans.ts';
import { hourMs, intersectSpans, lengthOf, mergeSpans } from '#shared/kpi/exclusions/hours.ts';
import { expectAssets } from '#shared/kpi/expected/expect-assets.ts';
import { createOpenHours } from '#shared/kpi/expected/open-hours.ts';
import type { LedgerAsset } from '#shared/kpi/ledger/ledger.ts';
import { layOver } from '#shared/kpi/ledger/lay-over.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { aLedger, eachDay, someDays } from './a-ledger.ts';

const spans = fc.array(
  fc
    .tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 8 }))
    .map(([from, length]) => ({ fromMs: from, toMs: from + length })),
);
const isIn = (list: readonly { fromMs: number; toMs: number }[], at: number): boolean =>
  list.some(({ fromMs, toMs }) => fromMs <= at && at < toMs);
const instants = Array.from({ length: 50 }, (_, at) => at);

describe('spans', () => {
  it('merge to the same time, each instant once', () => {
    fc.assert(
      fc.property(spans, (some) => {
        const merged = mergeSpans(some);
        for (const at of instants) expect(isIn(merged, at)).toBe(isIn(some, at));
        expect(lengthOf(merged)).toBe(instants.filter((at) => isIn(some, at)).length);
      }),
    );
  });

  it('have in common what both have', () => {
    fc.assert(
      fc.property(spans, spans, (some, others) => {
        const common = intersectSpans(mergeSpans(some), mergeSpans(others));
        for (const at of instants) expect(isIn(common, at)).toBe(isIn(some, at) && isIn(others, at));
      }),
    );
  });
});

const day = (hour: number, minute = 0): number => Date.UTC(2026, 10, 23, hour - 7, minute);
const anAsset = (over: Partial<LedgerAsset> = {}): LedgerAsset => ({
  ...{ code: 'K1', kind: 'kiosk', unit: '00004', point: null, branch: null, opening: 'Mo-Fr 08:00-12:00,13:30-17:00' },
  ...{ fromMs: 0, toMs: null, validFrom: '2020-01-01', validTo: null },
  ...over,
});

describe('expected hours', () => {
  const openHours = createOpenHours([{ date: '2026-11-24', kind: 'holiday' }], 'Asia/Ho_Chi_Minh');
  const measure = { how: 'availability', metric: 'kiosk.healthy_ms', kinds: ['kiosk'], hours: 'opening' } as const;
  const expected = (assets: LedgerAsset[], toMs = day(24)) =>
    expectAssets(measure, assets, { openHours, within: { fromMs: day(0), toMs } });

  it('are the whole hours in which the place is open', () => {
    expect(expected([anAsset()])).toEqual([
      {
        unit: '00004',
        scope: '',
        assets: 1,
        spans: [
          { fromMs: day(8), toMs: day(12) },
          { fromMs: day(14), toMs: day(17) },
        ],
      },
    ]);
    expect(expected([anAsset()], day(9, 40))[0]?.spans).toEqual([{ fromMs: day(8), toMs: day(9) }]);
    expect(openHours(anAsset().opening, { fromMs: day(24), toMs: day(48) })).toEqual([]);
  });

  it('are told of a unit at once, unless its assets differ', () => {
    const pair = [anAsset(), anAsset({ code: 'K2' })];
    expect(expected(pair)).toMatchObject([{ scope: '', assets: 2 }]);
    const late = anAsset({ code: 'K2', fromMs: day(15) });
    expect(expected([anAsset(), late]).map(({ scope, spans }) => [scope, lengthOf(spans) / hourMs])).toEqual([
      ['K1', 7],
      ['K2', 2],
    ]);
  });
});

describe('exclusions', () => {
  const base = {
    id: 1,
    world: 'live',
    kpis: ['online_share' as const],
    cause: 'portal' as const,
    state: 'approved' as const,
  };
  const calendar = civilCalendar('Asia/Ho_Chi_Minh');
  const within = { fromMs: day(0), toMs: day(24) };
  const units = [{ code: '00004', kind: 'phuong', validFrom: '2020-01-01', validTo: null }];

  it('count for whom they are meant, and only once approved', () => {
    const exclusions = [
      { ...base, unitSet: 'type:phuong', fromMs: day(8), toMs: day(10) },
      { ...base, unitSet: 'all', fromMs: day(9), toMs: day(11) },
      { ...base, unitSet: 'all', fromMs: day(12), toMs: day(13), state: 'proposed' as const },
    ];
    const ledger = aLedger({ units, exclusions });
    const { spans } = excludedSpans(ledger, { kpi: 'online_share', level: 'unit' }, { calendar, within, units: null });
    expect([...spans]).toEqual([['00004', [{ fromMs: day(8), toMs: day(11) }]]]);
    const other = excludedSpans(ledger, { kpi: 'satisfaction', level: 'unit' }, { calendar, within, units: null });
    expect(other.spans.size).toBe(0);
  });
});

describe('a target laid over others', () => {
  it('holds on its days, the others on theirs', () => {
    const row = fc
      .tuple(someDays, fc.boolean())
      .map(([{ from, to }, isEndless]) => ({ from, to: isEndless ? null : to }));
    fc.assert(
      fc.property(row, row, (held, over) => {
        const [old, laid] = [
          { ...held, of: 'held' },
          { ...over, of: 'over' },
        ];
        const rows = layOver([old], laid);
        for (const at of eachDay({ from: '2026-09-25', to: '2027-01-10' })) {
          const holds = ({ from, to }: { from: string; to: string | null }): boolean =>
            from <= at && (to === null || at < to);
          const said = rows.filter(holds).map(({ of }) => of);
          expect(said).toEqual(holds(over) ? ['over'] : holds(held) ? ['held'] : []);
        }
      }),
    );
  });
});
