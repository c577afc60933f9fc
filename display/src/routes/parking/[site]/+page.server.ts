import { error } from '@sveltejs/kit';
import { toSiteLines } from '#lib/money/to-site-lines.ts';
import { readMoney } from '#lib/money/server/read-money.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { desk, read } = await readMoney(event, event.params.site);
  if (!read) return { ...desk, line: null, money: null, isStale: true };
  const { account, unitNames, ...money } = read.value;
  const line = toSiteLines(account, unitNames).find(({ site }) => site.code === event.params.site);
  if (!line) error(404);
  const quiet = account.quiet.find(({ site }) => site === event.params.site) ?? null;
  const { day, cutDay } = account;
  const hours = account.coverage.sites === 0 ? 0 : account.coverage.hours / account.coverage.sites;
  return { ...desk, line, quiet, isStale: read.isStale, money: { ...money, day, cutDay, hours } };
};
