import type { Figure, KpiAnswer } from '#shared/kpi/answer.ts';

/** An answer of `online_share` of a unit in November 2026, with what a test says otherwise. */
export function anAnswer(over: Partial<KpiAnswer> = {}): KpiAnswer {
  const { numerator = 60, denominator = 100, target = 0.8, direction = 'at_least' } = over;
  const figure = figureOf(numerator, denominator, { target, direction });
  return {
    ...{ world: 'live', kpi: 'online_share', formulaVersion: 1, basis: 'records', countedFor: 'served' },
    ...{ valueUnit: 'share', unit: '00004', period: { from: '2026-11-01', to: '2026-12-01' } },
    ...{ asOf: '2026-11-20T03:00:00.000Z', reason: null, targetSet: 'city', target, direction },
    ...{ coverage: { reporting: 1, expected: 1, oldestAgeS: 60, told: 1 }, perDayToReach: null, office: 'CT-00004' },
    ...{ parts: [], adjusted: null, ...figure, ...over },
  };
}

/** A share against a target. */
export function figureOf(
  numerator: number | null,
  denominator: number | null,
  { target = 0.8, direction = 'at_least' }: { target?: number | null; direction?: 'at_least' | 'at_most' } = {},
): Figure {
  const value = numerator === null || denominator === null || denominator === 0 ? null : numerator / denominator;
  const gap = value === null || target === null ? null : direction === 'at_least' ? value - target : target - value;
  return { value, numerator, denominator, gap };
}
