import type { CityView } from '../../city/city-view.ts';
import type { Shade } from '../shades.ts';
import type { MapQuestion } from './map-question.ts';
import type { ScaleStep } from './unit-reading.ts';

/** Where a wait is no longer short, is long, is far too long: as the city says. */
export function waitingScale({ waitingMin }: Pick<CityView, 'waitingMin'>): readonly ScaleStep[] {
  const shades = ['near', 'missed', 'far'] as const;
  return [
    { from: 0, shade: 'met' },
    ...shades.map((shade, at) => ({ from: (waitingMin[at] ?? Infinity) * 60, shade })),
  ];
}

/** A full car park is nothing wrong: only lighter. */
export const occupancyScale: readonly ScaleStep[] = [
  { from: 0, shade: 'amount0' },
  { from: 0.5, shade: 'amount1' },
  { from: 0.8, shade: 'amount2' },
  { from: 1, shade: 'amount3' },
];

export const cashScale: readonly ScaleStep[] = [
  { from: 0, shade: 'amount0' },
  { from: 0.1, shade: 'amount1' },
  { from: 0.25, shade: 'amount2' },
  { from: 0.5, shade: 'amount3' },
];

/** Quarters of the largest, rounded up to a number one can say, so that the steps seldom move. */
export function amountScale(values: readonly number[]): readonly ScaleStep[] {
  const quarter = Math.max(1, Math.ceil(sayable(Math.max(0, ...values)) / 4));
  return [
    { from: 0, shade: 'amount0' },
    { from: quarter, shade: 'amount1' },
    { from: quarter * 2, shade: 'amount2' },
    { from: quarter * 3, shade: 'amount3' },
  ];
}

/** The next of 4, 8, 20, 40, 80, 200 and so on. */
function sayable(largest: number): number {
  const tens = 10 ** Math.floor(Math.log10(Math.max(1, largest / 2)));
  return ([2, 4, 8, 20] as const).map((step) => step * tens).find((step) => step >= largest) ?? largest;
}

/** How far past its target a KPI is, as a share of the target. Below nought it falls short. */
export const kpiScale: readonly ScaleStep[] = [
  { from: -Infinity, shade: 'far' },
  { from: -0.2, shade: 'missed' },
  { from: -0.05, shade: 'near' },
  { from: 0, shade: 'met' },
];

/** The steps a wall explains; `from` null: of an amount, whose steps follow the largest. */
export function wallShades(
  question: MapQuestion,
  city: CityView,
): readonly { readonly shade: Shade; readonly from: number | null }[] {
  switch (question) {
    case 'waiting':
      return waitingScale(city);
    case 'parking':
      return occupancyScale;
    case 'cash':
      return cashScale;
    case 'calls':
    case 'reports':
      return amountScale([]).map(({ shade }) => ({ shade, from: null }));
    case 'state':
    case 'kpi':
      return [];
  }
}
