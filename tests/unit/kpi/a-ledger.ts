import fc from 'fast-check';
import { addDays } from '#shared/kpi/ledger/days.ts';
import type { Ledger, LedgerOffice, LedgerTarget } from '#shared/kpi/ledger/ledger.ts';

/** A ledger with nothing in it but what the test cares about. */
export function aLedger(over: Partial<Ledger> = {}): Ledger {
  return {
    ...{ timeZone: 'Asia/Ho_Chi_Minh', centre: null, units: [], offices: [], targets: [], successions: [] },
    ...{ assets: [], specialDays: [], exclusions: [] },
    ...over,
  };
}

/** A target of everybody from 2026 on, in the KPI's unit. */
export function aTarget(over: Partial<LedgerTarget> = {}): LedgerTarget {
  return {
    ...{ set: 'city', kpi: 'online_share', formulaVersion: 1, unitSet: 'all', validFrom: '2026-01-01', validTo: null },
    ...{ target: 0.8, direction: 'at_least', period: 'month', office: null },
    ...over,
  };
}

/** The head of a unit. */
export function anOffice(over: Partial<LedgerOffice> = {}): LedgerOffice {
  return { code: 'CT', unit: '00004', department: null, validFrom: '2026-01-01', validTo: null, ...over };
}

/** A day of three months. */
export const someDay = fc.integer({ min: 0, max: 89 }).map((n) => addDays('2026-10-01', n));

/** Some days one after the other. */
export const someDays = fc.uniqueArray(someDay, { minLength: 2, maxLength: 2 }).map((days) => {
  const [from = '', to = ''] = days.sort();
  return { from, to };
});

/** Rows of one key: each holds from its day to before the next one's, or less long. */
export function rowsInTurn<Row>(row: fc.Arbitrary<Row>, most = 4) {
  return fc
    .tuple(
      fc.uniqueArray(someDay, { maxLength: most }),
      fc.array(fc.tuple(row, fc.boolean()), { minLength: most, maxLength: most }),
    )
    .map(([days, rows]) =>
      days.sort().map((validFrom, at) => {
        const [values, isCut] = rows[at] as [Row, boolean];
        const next = days[at + 1] ?? null;
        const validTo = isCut && (next === null || addDays(validFrom, 3) < next) ? addDays(validFrom, 3) : next;
        return { ...values, validFrom, validTo };
      }),
    );
}

/** Each day of a span. */
export function eachDay({ from, to }: { from: string; to: string }): string[] {
  const days: string[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
}
