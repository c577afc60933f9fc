import type { DayAccount } from '#shared/money/account/day-account.ts';
import type { SiteLine } from './site-filter.ts';

/** The sites of a day as lines of its table. */
export function toSiteLines(
  { sites, quiet }: Pick<DayAccount, 'sites' | 'quiet'>,
  unitNames: Readonly<Record<string, string>>,
): SiteLine[] {
  const quietOnes = new Set(quiet.map(({ site }) => site));
  return sites.map((one) => ({
    ...one,
    unitName: unitNames[one.site.unit] ?? one.site.unit,
    isQuiet: quietOnes.has(one.site.code),
    lackingVnd: one.differences.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
  }));
}
