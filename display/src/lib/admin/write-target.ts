import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import type { Language } from '../words/language.ts';

/** A target as people say it, `80 %` or `300 s`; `direction` as a sign before it. */
export function writeTarget(
  { kpi, target, direction }: { kpi: string; target: number; direction: 'at_least' | 'at_most' },
  language: Language,
): string {
  const number = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'vi-VN', { maximumFractionDigits: 3 });
  const unit = Object.hasOwn(kpiUnits, kpi) ? kpiUnits[kpi as KpiId] : 'count';
  const said = { share: `${number.format(target * 100)} %`, ms: `${number.format(target / 1_000)} s` };
  return `${direction === 'at_least' ? '≥' : '≤'} ${unit === 'count' ? number.format(target) : said[unit]}`;
}

/** A target as the ledger holds it, of what a person typed: percent, seconds or a count. NaN for what is no number. */
export function readTarget(kpi: string, typed: string): number {
  const value = typed.trim() === '' ? Number.NaN : Number(typed.trim().replace(',', '.'));
  const unit = Object.hasOwn(kpiUnits, kpi) ? kpiUnits[kpi as KpiId] : 'count';
  // Six digits of a share are more than anybody means, and keep 64.5 % from becoming 0.6450000000000001.
  if (unit === 'share') return Number((value / 100).toFixed(6));
  return unit === 'ms' ? Math.round(value * 1_000) : value;
}
