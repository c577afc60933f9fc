import { error } from '@sveltejs/kit';
import { toSiteLines } from '#lib/money/to-site-lines.ts';
import { readMoney } from '#lib/money/server/read-money.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { desk, read } = await readMoney(event, event.params.site);
  if (!read) return { ...desk, line: null, money: null, gone: null, isStale: true };
  if (read.value.by === 'none') return { ...desk, line: null, money: null, gone: read.value, isStale: read.isStale };
  const { account, unitNames, ...money } = read.value;
  const ofSite = ({ site }: { readonly site: { readonly code: string } }): boolean => site.code === event.params.site;
  const line = toSiteLines(account, unitNames).find(ofSite);
  const shifts = account.sites.find(ofSite)?.shifts;
  if (!line || !shifts) error(404);
  const quiet = account.quiet.find(({ site }) => site === event.params.site) ?? null;
  const { day, cutDay } = account;
  const hours = account.coverage.sites === 0 ? 0 : account.coverage.hours / account.coverage.sites;
  return {
    ...desk,
    line: { ...line, shifts },
    quiet,
    gone: null,
    isStale: read.isStale,
    money: { ...money, day, cutDay, hours },
  };
};
