import { redirect } from '@sveltejs/kit';
import { incidentChannels } from '#shared/duty/incident/incident-acts.ts';
import { listIncidents } from '#shared/store/list-incidents.ts';
import { priorities } from '#shared/wire/duty-priorities.ts';
import { incidentStates } from '#shared/wire/duty.ts';
import type { IncidentActed } from '#shared/wire/incident-commands.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { queryOf } from '#lib/desk/query-of.ts';
import { readIncidentAsked, toIncidentFilter } from '#lib/incidents/incident-filter.ts';
import { readKept } from '#lib/incidents/server/read-kept.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { toOpening } from '#lib/incidents/server/to-opening.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { url, locals } = event;
  const { pool } = resources();
  const desk = readDesk(event);
  const own = ownOf(locals.viewer);
  const page = readPage(url);
  const asked = readIncidentAsked(url.searchParams);
  const filter = toIncidentFilter(asked, { world: desk.world, own, timeZone: desk.timeZone });
  const key = JSON.stringify(['list', filter, page]);
  const listed = await readKept(key, () =>
    listIncidents(pool, { ...filter, limit: pageRows, skip: (page - 1) * pageRows }),
  );
  const city = await readCityView(desk.world).catch(() => null);
  const named = (city?.view.units ?? []).map(({ code, name, nameEn }) => ({
    ...{ code, name: locals.language === 'en' ? nameEn : name },
  }));
  return {
    ...{ ...desk, own, page, asked, listed, units: named, states: incidentStates, priorities },
    channels: incidentChannels.filter((channel) => channel !== 'rule'),
    prefilled: Object.fromEntries(
      ['where', 'lon', 'lat', 'title'].map((name) => [name, url.searchParams.get(name) ?? '']),
    ),
    isOpening: url.searchParams.has('open'),
  };
};

export const actions: Actions = {
  open: async (event) => {
    const form = await readForm(event.request);
    const { world, timeZone, language } = readDesk(event);
    const city = await readCityView(world).catch(() => null);
    const body = toOpening(form, { world, timeZone, units: city?.view.units ?? [] });
    const answer = await carryOut<IncidentActed>(event, form, { owner: 'duty', verb: 'incident.open', body });
    if (answer.ok)
      redirect(303, `/incident/${answer.value.id}${queryOf(language, { world, unit: ownOf(event.locals.viewer) })}`);
    return tell({ verb: 'incident.open', subject: form.text('title') }, form, answer);
  },
};
