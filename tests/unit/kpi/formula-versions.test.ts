import { expect, it } from 'vitest';
import { planQuestions } from '#shared/kpi/ask/question.ts';
import { newestVersions } from '#shared/kpi/formulas/formulas.ts';
import { workOut } from '#shared/kpi/formulas/work-out.ts';
import type { Ledger } from '#shared/kpi/ledger/ledger.ts';
import { aLedger, aTarget } from './a-ledger.ts';

const tally = { counts: new Map(), slots: new Map() };
const fullHour = 3_600_000;
/** Two signs of life of half an hour and one of ten minutes, all in one hour. */
const seen = { wellMs: fullHour + 600_000, expectedMs: fullHour };

function availabilityOn(day: string, ledger: Ledger): (number | null)[] {
  const asked = { kpis: ['kiosk_availability'], subjects: [{ kind: 'city' }], when: { day }, lastDay: day } as const;
  return planQuestions(ledger, { ...asked, byProcedures: false, byCitizens: false }).map(({ window, measure }) =>
    measure ? (workOut(measure, tally, seen).value ?? 0) * window.formulaVersion : null,
  );
}

it('availability is at most all of it since November 2026, and before that what it was', () => {
  const ledger = aLedger({ formulaVersions: newestVersions });
  expect(availabilityOn('2026-11-01', ledger)).toEqual([2]);
  expect(availabilityOn('2026-10-31', ledger)).toEqual([seen.wellMs / seen.expectedMs]);
});

it('what was worked out before a version came is worked out again without it', () => {
  expect(availabilityOn('2026-11-20', aLedger())).toEqual([seen.wellMs / seen.expectedMs]);
});

it('a target is held to the version it was decided with', () => {
  const targets = [1, 2].map((formulaVersion) =>
    aTarget({ set: `v${formulaVersion}`, kpi: 'kiosk_availability', formulaVersion }),
  );
  const ledger = aLedger({ targets, formulaVersions: newestVersions });
  expect(availabilityOn('2026-11-20', ledger)).toEqual([seen.wellMs / seen.expectedMs, 2]);
});
