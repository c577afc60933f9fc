import { error } from '@sveltejs/kit';
import { readIncident, tookOf } from '#shared/store/read-incident.ts';
import { readOfficeTime } from '#shared/store/read-office-time.ts';
import { priorities } from '#shared/wire/duty-priorities.ts';
import { worldKind } from '#shared/wire/world.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { drawExtent } from '#lib/incidents/extent.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const id = Number(event.params.id);
  if (!Number.isSafeInteger(id) || id < 1) error(404);
  const { pool } = resources();
  const own = ownOf(event.locals.viewer);
  const read = await readIncident(pool, { id, unit: own ?? undefined });
  if (!read) error(404);
  const { detail, kept } = read;
  const { world } = detail.incident;
  const desk = { ...readDesk(event), world, worldKind: worldKind(world) };
  const city = await readCityView(world).catch(() => null);
  const named = (city?.view.units ?? []).map(({ code, name, nameEn }) => [
    code,
    desk.language === 'en' ? nameEn : name,
  ]);
  return {
    ...{ ...desk, id, own, detail, priorities, took: tookOf(kept, await readOfficeTime(pool)) },
    names: Object.fromEntries(named) as Readonly<Record<string, string>>,
    extent: city ? drawExtent(city.view, { ...detail.incident, place: detail.place }) : null,
  };
};

export const actions: Actions = {
  lesson: async (event) => {
    const form = await readForm(event.request);
    const body = { id: Number(event.params.id), text: form.text('text'), about: 'lesson' };
    const answer = await carryOut<unknown>(event, form, { owner: 'duty', verb: 'incident.note', body });
    return tell({ verb: 'incident.lesson', subject: `SC-${event.params.id}` }, form, answer, () => ({
      subject: `SC-${event.params.id}`,
    }));
  },
};
