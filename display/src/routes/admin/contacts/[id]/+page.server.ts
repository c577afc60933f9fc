import { error } from '@sveltejs/kit';
import type { ContactView } from '#shared/wire/notify-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readContactWish } from '#lib/people/server/contact-wish.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const answer = await askDuty<ContactView[]>(event, 'contact.list', {});
  if (!answer.ok) error(503, answer.message);
  const contact = answer.value.find(({ id }) => id === event.params.id);
  if (!contact) error(404);
  const nameOf = ({ name }: ContactView): string => name[event.locals.language === 'en' ? 'en' : 'vi'];
  return {
    ...{ contact, name: nameOf(contact) },
    offices: answer.value.flatMap((one) => (one.office === null ? [] : [{ code: one.office, name: nameOf(one) }])),
    others: answer.value
      .filter(({ version, id }) => version > 0 && id !== contact.id)
      .map((one) => ({ id: one.id, name: nameOf(one) })),
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
  remove: async (event) => {
    const form = await readForm(event.request);
    const { id } = event.params;
    const about = { verb: 'contact.remove', subject: id };
    const missing = findMissing(about, form, id);
    if (missing) return missing;
    const body = { id, expectedVersion: Number(form.text('version')) };
    return tell(about, form, await carryOut<unknown>(event, form, { owner: 'duty', verb: 'contact.remove', body }));
  },
};
