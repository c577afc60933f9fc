import type { ClosingTold } from '#shared/wire/money-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readAskedDay, readMoney } from '#lib/money/server/read-money.ts';
import { filterSites, readSitesAsked } from '#lib/money/site-filter.ts';
import { toSiteLines } from '#lib/money/to-site-lines.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { desk, read } = await readMoney(event);
  const asked = readSitesAsked(event.url.searchParams);
  if (!read) return { ...desk, asked, money: null, gone: null, lines: [], readAt: null, isStale: true };
  if (read.value.by === 'none') {
    return { ...desk, asked, money: null, gone: read.value, lines: [], readAt: read.at, isStale: read.isStale };
  }
  const { account, unitNames, ...money } = read.value;
  // Each site's row is sent once, with what the page asked for.
  const { sites, ...rest } = account;
  const lines = filterSites(toSiteLines(account, unitNames), asked);
  return {
    ...{ ...desk, asked, gone: null, lines, readAt: read.at, isStale: read.isStale },
    money: {
      ...money,
      account: rest,
      siteCount: sites.length,
      unpaidExits: sites.reduce((sum, one) => sum + one.unpaidExits, 0),
    },
  };
};

export const actions: Actions = {
  explain: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'money.explain', subject: form.text('day') };
    const [difference = '', amount = ''] = form.text('difference').split('@');
    const body = {
      ...{ world: readDesk(event).world, day: form.text('day'), difference, amountVnd: Number(amount) },
      words: form.text('words'),
    };
    return tell(about, form, await carryOut(event, form, { owner: 'office', verb: 'money.explain', body }));
  },
  propose: async (event) => {
    const form = await readForm(event.request);
    const day = readAskedDay(event.url.searchParams) ?? '';
    const about = { verb: 'money.close.propose', subject: day };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = { world: readDesk(event).world, day, reason: form.text('reason'), hash: form.text('hash') };
    return tell(
      about,
      form,
      await carryOut<ClosingTold>(event, form, { owner: 'office', verb: 'money.close.propose', body }),
    );
  },
  approve: (event) => decide(event, 'money.close.approve'),
  reject: (event) => decide(event, 'money.close.reject'),
  withdraw: (event) => decide(event, 'money.close.withdraw'),
  reopen: (event) => decide(event, 'money.reopen'),
};

type Decision = 'money.close.approve' | 'money.close.reject' | 'money.close.withdraw' | 'money.reopen';

async function decide(event: RequestEvent, verb: Decision) {
  const form = await readForm(event.request);
  const about = { verb, subject: readAskedDay(event.url.searchParams) ?? '' };
  const missing = findMissing(about, form);
  if (missing) return missing;
  const said = form.text('reason');
  const body = { id: Number(form.text('id')), ...(verb === 'money.reopen' ? { reason: said } : { note: said }) };
  return tell(about, form, await carryOut<ClosingTold>(event, form, { owner: 'office', verb, body }));
}
