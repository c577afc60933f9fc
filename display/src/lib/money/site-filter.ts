import type { SiteAccount } from '#shared/money/account/day-account.ts';
import { cashShare } from '#shared/money/account/site-day.ts';

export const onlys = ['', 'differing', 'quiet', 'drift', 'unpaid', 'silent'] as const;
export const sorts = ['lacking', 'paid', 'cash', 'unpaid', 'code'] as const;

/** Which sites the page is to show, and in which order. */
export type SitesAsked = {
  readonly q: string;
  readonly operator: string;
  readonly only: (typeof onlys)[number];
  readonly sort: (typeof sorts)[number];
};

/** A site with what is told of it in a line; `unitName` is that of its ward or commune. */
export type SiteLine = Omit<SiteAccount, 'shifts'> & {
  readonly unitName: string;
  readonly isQuiet: boolean;
  /** What is lacking of its money, less what is too much, in both steps. */
  readonly lackingVnd: number;
};

/** Reads it from an address; whatever is not understood is as if it were not asked. */
export function readSitesAsked(query: URLSearchParams): SitesAsked {
  const text = (name: string): string => (query.get(name) ?? '').trim().slice(0, 80);
  return {
    ...{ q: text('q'), operator: text('operator') },
    only: onlys.find((one) => one === text('only')) ?? '',
    sort: sorts.find((one) => one === text('sort')) ?? 'lacking',
  };
}

/** The sites that are asked for, in the order that is asked for; of equals, by code. */
export function filterSites(lines: readonly SiteLine[], { q, operator, only, sort }: SitesAsked): SiteLine[] {
  const wanted = plain(q);
  const found = lines.filter(
    (line) =>
      (operator === '' || line.site.operator === operator) &&
      isOnly(line, only) &&
      (wanted === '' || plain(`${line.site.code} ${line.site.name ?? ''} ${line.unitName}`).includes(wanted)),
  );
  return found.sort((a, b) => rank(b, sort) - rank(a, sort) || (a.site.code < b.site.code ? -1 : 1));
}

function isOnly(line: SiteLine, only: SitesAsked['only']): boolean {
  if (only === 'differing') return line.differences.length > 0;
  if (only === 'quiet') return line.isQuiet;
  if (only === 'drift') return line.drift?.isMarked === true;
  if (only === 'unpaid') return line.unpaidExits > 0;
  return only === '' || line.heardHours === 0;
}

function rank(line: SiteLine, sort: SitesAsked['sort']): number {
  if (sort === 'lacking') return Math.abs(line.lackingVnd);
  if (sort === 'paid') return line.paidVnd;
  if (sort === 'cash') return cashShare(line) ?? -1;
  return sort === 'unpaid' ? line.unpaidExits : 0;
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase().trim();
}
