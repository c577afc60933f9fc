import { error } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { queryOf } from '#lib/desk/query-of.ts';
import { sendTable } from '#lib/export/send-table.ts';
import { createFormat } from '#lib/format/create-format.ts';
import { describeDifferences } from '#lib/money/difference-table.ts';
import { describeOperators } from '#lib/money/operator-table.ts';
import { readMoney } from '#lib/money/server/read-money.ts';
import { describeShifts } from '#lib/money/shift-table.ts';
import { filterSites, readSitesAsked } from '#lib/money/site-filter.ts';
import { describeSites } from '#lib/money/site-table.ts';
import { toSiteLines } from '#lib/money/to-site-lines.ts';
import { moneyWords } from '#lib/money/words/money-words.ts';
import type { RequestHandler } from './$types';

/** The sites, operators, shifts or differences of a day as the page shows them, in the same order, as a file. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const { desk, read } = await readMoney(event);
  if (!read) error(503);
  const { language, timeZone, world } = desk;
  if (read.value.by === 'none') error(410);
  const { account, unitNames, nowMs } = read.value;
  const words = moneyWords[language];
  const linkOf = (site: string): string =>
    `${resolve('/parking/[site]', { site })}${queryOf(language, { world, day: account.day })}`;
  const wish = { words, format: createFormat(language, timeZone), linkOf };
  const about = { format: params.format, url, language, timeZone, world, asOfMs: nowMs };
  const whole = { ...about, filter: account.day };
  if (params.table === 'differences') {
    const fileName = `${words.csv.differences}-${account.day}`;
    return sendTable(describeDifferences(account.differences, wish), { ...whole, fileName });
  }
  if (params.table === 'operators') {
    const fileName = `${words.csv.operators}-${account.day}`;
    return sendTable(describeOperators(account.operators, wish), { ...whole, fileName });
  }
  if (params.table === 'shifts') {
    const byShift = { byShift: account.city.shifts, heardHours: account.coverage.heardHours };
    return sendTable(describeShifts(byShift, wish), { ...whole, fileName: `${words.csv.shifts}-${account.day}` });
  }
  if (params.table !== 'sites') error(404);
  const asked = readSitesAsked(url.searchParams);
  const lines = filterSites(toSiteLines(account, unitNames), asked);
  const filter = [account.day, asked.q, asked.operator, words.sites.onlys[asked.only]]
    .filter((part) => part !== '')
    .join(' ');
  return sendTable(describeSites(lines, wish), { ...about, filter, fileName: `${words.csv.sites}-${account.day}` });
};
