import type { ContactView } from '#shared/wire/notify-commands.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readContactWish } from '#lib/people/server/contact-wish.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { url, locals } = event;
  const page = readPage(url);
  const find = (url.searchParams.get('find') ?? '').slice(0, 80);
  const reach = url.searchParams.get('reach') === 'no' ? 'no' : url.searchParams.get('reach') === 'yes' ? 'yes' : '';
  const answer = await askDuty<ContactView[]>(event, 'contact.list', {});
  const all = answer.ok ? answer.value : [];
  const nameOf = ({ name }: ContactView): string => name[locals.language === 'en' ? 'en' : 'vi'];
  const isReached = ({ has, channels }: ContactView): boolean => has.phone || has.email || channels.includes('webhook');
  const wanted = find.toLocaleLowerCase('vi');
  const rows = all
    .filter((one) =>
      `${one.id} ${one.name.vi} ${one.name.en} ${one.unit ?? ''}`.toLocaleLowerCase('vi').includes(wanted),
    )
    .filter((one) => reach === '' || isReached(one) === (reach === 'yes'))
    .sort((a, b) => Number(isReached(b)) - Number(isReached(a)) || a.id.localeCompare(b.id));
  return {
    ...{ page, find, reach, isAway: !answer.ok, total: rows.length },
    rows: rows.slice((page - 1) * pageRows, page * pageRows),
    names: Object.fromEntries(all.map((one) => [one.id, nameOf(one)])),
    offices: all.flatMap((one) => (one.office === null ? [] : [{ code: one.office, name: nameOf(one) }])),
    others: all.filter(({ version }) => version > 0).map((one) => ({ id: one.id, name: nameOf(one) })),
  };
};

export const actions: Actions = {
  set: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'contact.set', subject: form.text('id') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const wish = { owner: 'duty', verb: 'contact.set', body: readContactWish(form) } as const;
    return tell(about, form, await carryOut<ContactView>(event, form, wish));
  },
};
