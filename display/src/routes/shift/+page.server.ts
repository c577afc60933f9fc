import type { ShiftShown } from '#shared/wire/shift-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = readDesk(event);
  const shown = await askDuty<ShiftShown>(event, 'shift.show', { world: desk.world });
  return { ...desk, shown: shown.ok ? shown.value : null };
};

export const actions: Actions = {
  offer: (event) =>
    act(event, 'shift.offer', (form) => ({
      ...{ world: form.text('world'), note: form.text('note'), to: form.text('to') === '' ? null : form.text('to') },
    })),
  accept: (event) => act(event, 'shift.accept', toAnswer),
  refuse: (event) => act(event, 'shift.refuse', toAnswer),
  withdraw: (event) => act(event, 'shift.withdraw', toAnswer),
};

function toAnswer(form: Form): Record<string, unknown> {
  return { id: Number(form.text('id')), note: form.text('note') };
}

async function act(event: RequestEvent, verb: string, toBody: (form: Form) => unknown) {
  const form = await readForm(event.request);
  const body = toBody(form);
  const answer = await carryOut<{ id: number }>(event, form, { owner: 'duty', verb, body });
  return tell({ verb, subject: form.text('id') }, form, answer, ({ id }) => ({ subject: String(id) }));
}
