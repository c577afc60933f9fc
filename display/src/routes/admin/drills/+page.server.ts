import { join } from 'node:path';
import { listDrillScenarios } from '#shared/drill/list-scenarios.ts';
import { listDrills } from '#shared/store/drills.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readStart } from '#lib/drills/read-start.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const scenarioFolder = join(process.cwd(), 'infra/scenarios');

export const load: PageServerLoad = async ({ url }) => {
  const page = readPage(url);
  const drills = await listDrills(resources().pool);
  const scenarios = listDrillScenarios(scenarioFolder).map(({ scenario, name, about }) => ({ scenario, name, about }));
  return { page, total: drills.length, drills: drills.slice((page - 1) * pageRows, page * pageRows), scenarios };
};

export const actions: Actions = {
  start: async (event) => {
    const form = await readForm(event.request);
    const wish = { scenario: form.text('scenario'), id: form.text('id') };
    const about = { verb: 'drill.start', subject: wish.id || wish.scenario };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = readStart(wish, {
      scenarios: listDrillScenarios(scenarioFolder),
      calendar: civilCalendar(loadCity().view.timeZone),
      nowMs: Date.now(),
    });
    if (!body) return tell(about, form, { ok: false, code: 'invalid', message: 'choose one of the scenarios' });
    const answer = await carryOut(event, form, { owner: 'office', verb: 'drill.start', body });
    return tell({ ...about, subject: body.id }, form, answer);
  },
};
