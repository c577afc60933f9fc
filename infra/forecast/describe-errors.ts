import type { ForecastError } from '#shared/forecast/measure/errors.ts';
import { kpiUnits, type KpiUnit } from '#shared/kpi/kpi-units.ts';
import { formatValue } from '../kpi/describe-kpis.ts';
import { formatTable } from '../office/format-table.ts';

const headings = ['FORECAST', 'OF', 'AHEAD', 'MEAN ERROR', 'NAIVE', 'RATIO', 'NEARER', 'IN INTERVAL', 'TIMES', ''];

/** Measured errors as a table, the naive forecast's beside them; where that one is better, it says so. */
export function describeErrors(errors: readonly ForecastError[]): string {
  return formatTable(headings, errors.map(toRow));
}

function toRow(error: ForecastError): string[] {
  const { kind, subject, horizon, n, mae, maeNaive, wins, losses, inside } = error;
  const isQueue = kind.startsWith('queue-');
  const everywhere = isQueue ? 'all' : 'city';
  return [
    ...[isQueue ? kind.replace('queue-', 'queue ') : kind.replace('kpi:', ''), subject === '' ? everywhere : subject],
    isQueue ? `${String(horizon)} min` : `${String(horizon)} days`,
    ...[showError(error, mae), showError(error, maeNaive)],
    maeNaive > 0 ? (mae / maeNaive).toFixed(2) : '—',
    `${percent(wins, n)} (naive ${percent(losses, n)})`,
    inside === null ? '' : percent(inside, n),
    String(n),
    mae < maeNaive ? '' : mae === maeNaive ? 'no better than naive' : 'the naive one is better',
  ];
}

/** An error in the unit of what was forecast. */
export function showError({ kind }: Pick<ForecastError, 'kind'>, value: number): string {
  if (kind === 'queue-length') return value.toFixed(2);
  if (kind === 'queue-wait') return `${(value / 60_000).toFixed(1)} min`;
  const units: Readonly<Record<string, KpiUnit>> = kpiUnits;
  const unit = units[kind.slice('kpi:'.length)] ?? 'count';
  return unit === 'share' ? `${(value * 100).toFixed(2)} pp` : formatValue(Math.round(value), unit);
}

function percent(part: number, whole: number): string {
  return `${String(Math.round((100 * part) / whole))} %`;
}
