import { exclusionCauses, exclusionStates } from '#shared/kpi/exclusions/exclusion.ts';
import { kpiUnits } from '#shared/kpi/kpi-units.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { readHour } from '#lib/admin/read-hour.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { listExclusionViews, readExclusionState } from '#lib/admin/server/list-exclusion-views.ts';
import { listUnitChoices } from '#lib/admin/server/list-unit-choices.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pool } = resources();
  const page = readPage(url);
  const state = readExclusionState(url.searchParams.get('state'));
  const today = civilCalendar(loadCity().view.timeZone).dayOf(Date.now());
  const [rows, units] = await Promise.all([
    listExclusionViews(pool, state),
    listUnitChoices(pool, today, locals.language),
  ]);
  return {
    ...{ page, state: state ?? ('' as const), units, states: exclusionStates, causes: exclusionCauses },
    ...{ total: rows.length, rows: rows.slice((page - 1) * pageRows, page * pageRows) },
    kpis: Object.keys(kpiUnits),
  };
};

export const actions: Actions = {
  propose: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'exclusion.propose', subject: form.text('unitSet') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const { timeZone } = loadCity().view;
    const body = {
      ...{ kpis: [...form.list('kpis')], unitSet: form.text('unitSet'), cause: form.text('cause') },
      ...{ from: readHour(form.text('from'), timeZone), to: readHour(form.text('to'), timeZone) },
      ...{ reason: form.text('reason'), evidence: form.text('evidence') },
    };
    const answer = await carryOut<ExclusionTold>(event, form, { owner: 'office', verb: 'exclusion.propose', body });
    return tell(about, form, answer, ({ id }) => ({ subject: String(id) }));
  },
};
