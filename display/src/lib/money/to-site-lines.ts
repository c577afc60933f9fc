import type { DayAccount } from '#shared/money/account/day-account.ts';
import type { SiteLine } from './site-filter.ts';

/** The sites of a day as lines of its table, each without its shifts: a large city's are half of what a page would be sent. */
export function toSiteLines(
  { sites, quiet }: Pick<DayAccount, 'sites' | 'quiet'>,
  unitNames: Readonly<Record<string, string>>,
): SiteLine[] {
  const quietOnes = new Set(quiet.map(({ site }) => site));
  // eslint-disable-next-line @typescript-eslint/no-unused-vars -- taken out of the rest
  return sites.map(({ shifts, ...one }) => ({
    ...one,
    unitName: unitNames[one.site.unit] ?? one.site.unit,
    isQuiet: quietOnes.has(one.site.code),
    lackingVnd: one.differences.reduce((sum, { amountVnd }) => sum + amountVnd, 0),
  }));
}
