import type { KpiAnswer } from '#shared/kpi/answer.ts';
import type { CityView } from '../../city/city-view.ts';
import { kpiScale } from './scales.ts';
import { shadeOf, type UnitReading } from './unit-reading.ts';

/** One KPI of every unit as the ledger answered it. What has no target is no more than an amount: plain grey. */
export function readKpis(city: CityView, answers: readonly KpiAnswer[]): UnitReading[] {
  const of = new Map(answers.map((answer) => [answer.unit, answer]));
  return city.units.map(({ code }): UnitReading => {
    const answer = of.get(code);
    if (!answer) {
      return { unit: code, value: null, reason: 'never', shade: 'unknown', reporting: 0, expected: 0, asOfMs: null };
    }
    const { value, target, gap, coverage, asOf, reason } = answer;
    return {
      unit: code,
      value,
      reason: value === null ? (reason === 'coverage' ? 'coverage' : 'never') : null,
      shade: shadeOfKpi(value, target, gap),
      ...{ reporting: coverage.reporting, expected: coverage.expected, asOfMs: Date.parse(asOf) },
    };
  });
}

function shadeOfKpi(value: number | null, target: number | null, gap: number | null): UnitReading['shade'] {
  if (value === null) return 'unknown';
  if (target === null || gap === null) return 'amount1';
  return shadeOf(target === 0 ? gap : gap / Math.abs(target), kpiScale);
}
