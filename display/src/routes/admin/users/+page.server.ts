import type { AccountSet } from '#shared/access/account-commands.ts';
import { roles } from '#shared/access/roles.ts';
import { listAccounts } from '#shared/store/list-accounts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
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
  const text = (url.searchParams.get('find') ?? '').slice(0, 64).toLowerCase();
  const role = roles.find((one) => one === url.searchParams.get('role')) ?? ('' as const);
  const day = civilCalendar(loadCity().view.timeZone).dayOf(now.getTime());
  const [all, units] = await Promise.all([listAccounts(pool, now), listUnitChoices(pool, day, locals.language)]);
  const found = all.filter((one) => one.name.includes(text) && (role === '' || one.role === role));
  const accounts = found.slice((page - 1) * pageRows, page * pageRows);
  return { ...{ page, text, role, accounts, units, roles }, total: found.length };
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
