import type { Amount, Format } from '../../format/create-format.ts';
import type { WallWords } from '../wall-words.ts';
import type { NoTile } from './judge-tile.ts';
import type { WallKpi } from './wall-kpi.ts';

/** A value of a KPI in its unit. */
export function writeValue(value: number, unit: WallKpi['valueUnit'], format: Format): Amount {
  if (unit === 'share') return { value: value > 0.99 ? format.finePercent(value) : format.percent(value), unit: '%' };
  return unit === 'ms' ? format.duration(value / 1000) : { value: format.whole(value), unit: '' };
}

/** How far from its target, as one would say it: `thiếu 3,2 điểm`. Nothing where there is no target. */
export function writeGap({ gap, valueUnit, direction }: WallKpi, format: Format, words: WallWords): string {
  if (gap === null) return words.kpi.noTarget;
  const by = Math.abs(gap);
  const said = words.kpi.gap[gap < 0 ? 'short' : 'met'][valueUnit === 'ms' ? 'ms' : direction];
  const points = by < 0.001 ? format.finePercent(by) : format.percent(by);
  const amount = valueUnit === 'share' ? `${points} ${words.kpi.points}` : sayAmount(by, valueUnit, format);
  return said.replace('{by}', amount);
}

/** Why there is no number. */
export function writeNone(none: NoTile, format: Format, words: WallWords): string {
  if (none.why !== 'coverage') return words.kpi.none[none.why];
  return words.kpi.none.coverage
    .replace('{share}', format.percent(none.share))
    .replace('{floor}', format.percent(none.floor));
}

function sayAmount(value: number, valueUnit: WallKpi['valueUnit'], format: Format): string {
  const { value: number, unit } = writeValue(value, valueUnit, format);
  return unit ? `${number} ${unit}` : number;
}
