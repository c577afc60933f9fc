import type { StaffMoved } from '#shared/wire/staff-commands.ts';
import { readHour } from '#lib/admin/read-hour.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { readStaffPage } from '#lib/staff/server/read-staff-page.ts';
import { staffWords } from '#lib/staff/words/staff-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => readStaffPage(event);

export const actions: Actions = {
  move: async (event) => {
    const form = await readForm(event.request);
    const { world, timeZone, language } = readDesk(event);
    const to = form.text('to');
    const wish = { owner: 'office', verb: 'staff.move', body: readMove(form, { world, timeZone }) } as const;
    const answer = await carryOut<StaffMoved>(event, form, wish);
    const said = fill(staffWords[language].done.move, { subject: to });
    return tell({ verb: 'staff.move', subject: to }, form, answer, () => ({ subject: said }));
  },
  end: async (event) => {
    const form = await readForm(event.request);
    const id = Number(form.text('id'));
    const answer = await carryOut<StaffMoved>(event, form, { owner: 'office', verb: 'staff.end', body: { id } });
    const { end } = staffWords[event.locals.language].done;
    return tell({ verb: 'staff.end', subject: String(id) }, form, answer, () => ({ subject: end }));
  },
};

function readMove(form: Form, { world, timeZone }: { world: string; timeZone: string }): object {
  const waits = ['toBeforeMs', 'toAfterMs', 'fromBeforeMs', 'fromAfterMs'];
  const said = waits.every((name) => form.text(name) !== '');
  return {
    ...{
      world,
      kind: form.text('kind'),
      to: form.text('to'),
      people: Number(form.text('people')),
      why: form.text('why'),
    },
    ...(form.text('from') !== '' && { from: form.text('from') }),
    ...(form.text('fromAt') !== '' && { fromAt: readHour(form.text('fromAt'), timeZone) }),
    toAt: readHour(form.text('toAt'), timeZone),
    ...(said && { expected: Object.fromEntries(waits.map((name) => [name, Math.round(Number(form.text(name)))])) }),
  };
}
