import { error } from '@sveltejs/kit';
import type { AccountChanged, AccountSet } from '#shared/access/account-commands.ts';
import { listAccounts } from '#shared/store/list-accounts.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { listUnitChoices } from '#lib/admin/server/list-unit-choices.ts';
import { findMissing, tell, type Done } from '#lib/admin/server/tell.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const { pool } = resources();
  const now = new Date();
  const day = civilCalendar(loadCity().view.timeZone).dayOf(now.getTime());
  const [all, units] = await Promise.all([listAccounts(pool, now), listUnitChoices(pool, day, locals.language)]);
  const account = all.find(({ name }) => name === params.name);
  if (!account) error(404);
  return { shown: account, units, isSelf: locals.viewer?.kind === 'account' && locals.viewer.name === params.name };
};

export const actions: Actions = {
  change: (event) =>
    changeAccount(event, (form) => {
      const [role, unit] = [form.text('role'), form.text('unit')];
      return { role, unit: role === 'unit' && unit !== '' ? unit : null };
    }),
  disable: (event) => changeAccount(event, () => ({ disabled: true }), event.params.name),
  enable: (event) => changeAccount(event, () => ({ disabled: false })),
  password: (event) =>
    act(event, 'account.password', {
      confirm: event.params.name,
      done: (made) => (made.password === undefined ? {} : { secret: made.password }),
    }),
  resetFactor: (event) =>
    act(event, 'account.factor.reset', {
      confirm: event.params.name,
      done: countSessions,
    }),
};

function changeAccount(event: RequestEvent, read: (form: Form) => object, confirm?: string) {
  return act(event, 'account.change', {
    ...(confirm !== undefined && { confirm }),
    read,
    done: countSessions,
  });
}

/** What the office may tell of an account that was changed. */
type Changed = Partial<Pick<AccountSet, 'password'> & Pick<AccountChanged, 'sessionsEnded'>>;

function countSessions({ sessionsEnded }: Changed): Done {
  return sessionsEnded === undefined ? {} : { counts: { sessions: sessionsEnded } };
}

/** Does one thing to the account of this page; `confirm` must be typed before it, `read` says what else is sent. */
async function act(
  event: RequestEvent,
  verb: string,
  { confirm, read, done }: { confirm?: string; read?: (form: Form) => object; done: (changed: Changed) => Done },
) {
  const form = await readForm(event.request);
  const { name } = event.params;
  const about = { verb, subject: name };
  const missing = findMissing(about, form, confirm);
  if (missing) return missing;
  const answer = await carryOut<Changed>(event, form, { owner: 'office', verb, body: { name, ...read?.(form) } });
  return tell(about, form, answer, done);
}
