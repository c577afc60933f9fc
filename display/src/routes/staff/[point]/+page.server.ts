import { error } from '@sveltejs/kit';
import { listPlaces } from '#shared/store/list-places.ts';
import { readEstablishmentPast } from '#shared/store/read-establishment-past.ts';
import { staffRoles } from '#shared/events/kinds/staff.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { EstablishmentTold } from '#shared/wire/staff-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { writeDay } from '#lib/admin/write-time.ts';
import { fill } from '#lib/docs/docs-words.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import { establishmentWords } from '#lib/staff/words/establishment-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const desk = readDesk(event);
  const { pool } = resources();
  const now = new Date();
  const code = event.params.point;
  const [places, past] = await Promise.all([listPlaces(pool, now), readEstablishmentPast(pool, code)]);
  const place = places.find((one) => one.code === code && (one.kind === 'point' || one.kind === 'branch'));
  if (!place && past.length === 0) error(404);
  const named = desk.language === 'en' ? place?.nameEn : place?.name;
  const today = civilCalendar(desk.timeZone).dayOf(now.getTime());
  return { ...desk, code, name: named ?? place?.name ?? code, staff: place?.staff ?? null, today, past };
};

export const actions: Actions = {
  set: async (event) => {
    const form = await readForm(event.request);
    const point = event.params.point;
    const about = { verb: 'establishment.set', subject: point };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const orNull = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
    const people = /^\d{1,4}$/.test(form.text('people')) ? Number(form.text('people')) : null;
    const body = {
      ...{ point, role: form.text('role'), people, from: form.text('from'), to: orNull('to') },
      ...{ campaign: orNull('campaign'), source: orNull('source') },
    };
    const wish = { owner: 'office', verb: 'establishment.set', body } as const;
    const words = establishmentWords[event.locals.language];
    return tell(about, form, await carryOut<EstablishmentTold>(event, form, wish), (told) => {
      const role = words.roles[staffRoles.find((one) => one === told.role) ?? 'officer'];
      return { subject: fill(words.done, { point, role, people: told.people, from: writeDay(told.from) }) };
    });
  },
};
