import type { AccountSet } from '#shared/access/account-commands.ts';
import { roles } from '#shared/access/roles.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { findAccounts, readAccountFilter } from '#lib/admin/server/find-accounts.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { listUnitChoices } from '#lib/admin/server/list-unit-choices.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pool } = resources();
  const now = new Date();
  const page = readPage(url);
  const asked = readAccountFilter(url);
  const day = civilCalendar(loadCity().view.timeZone).dayOf(now.getTime());
  const [found, units] = await Promise.all([
    findAccounts(pool, asked, now),
    listUnitChoices(pool, day, locals.language),
  ]);
  const accounts = found.slice((page - 1) * pageRows, page * pageRows);
  return { ...{ page, ...asked, accounts, units, roles }, total: found.length };
};

export const actions: Actions = {
  create: async (event) => {
    const form = await readForm(event.request);
    const name = form.text('name');
    const about = { verb: 'account.create', subject: name };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const [unit, password] = [form.text('unit'), form.text('password')];
    const answer = await carryOut<AccountSet>(event, form, {
      ...{ owner: 'office', verb: 'account.create' },
      body: { name, role: form.text('role'), unit: unit === '' ? null : unit, ...(password !== '' && { password }) },
    });
    return tell(about, form, answer, (made) => (made.password === undefined ? {} : { secret: made.password }));
  },
};
