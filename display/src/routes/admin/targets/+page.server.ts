import { kpiUnits } from '#shared/kpi/kpi-units.ts';
import { listOffices } from '#shared/store/list-offices.ts';
import { listTargets } from '#shared/store/list-targets.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import type { TargetSet } from '#shared/wire/kpi-commands.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { listUnitChoices } from '#lib/admin/server/list-unit-choices.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { placeOf, spanOf, toTimeline } from '#lib/admin/target-timeline.ts';
import { readTarget } from '#lib/admin/write-target.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
  const { pool } = resources();
  const page = readPage(url);
  const kpi = url.searchParams.get('kpi') ?? '';
  const today = civilCalendar(loadCity().view.timeZone).dayOf(Date.now());
  const [rows, offices, units] = await Promise.all([
    listTargets(pool),
    listOffices(pool, today),
    listUnitChoices(pool, today, locals.language),
  ]);
  const span = spanOf(rows, today);
  const kpis = Object.keys(kpiUnits);
  const lines = toTimeline(rows, today, span)
    .filter((line) => kpi === '' || line.kpi === kpi)
    .sort((a, b) => kpis.indexOf(a.kpi) - kpis.indexOf(b.kpi) || a.unitSet.localeCompare(b.unitSet));
  return {
    ...{ page, kpi, today, span, todayShare: placeOf(today, span), total: lines.length, units },
    lines: lines.slice((page - 1) * pageRows, page * pageRows),
    kpis,
    sets: [...new Set(rows.map(({ set }) => set))],
    offices: offices.map(({ code, name, nameEn }) => ({ code, name: locals.language === 'en' ? nameEn : name })),
  };
};

export const actions: Actions = {
  set: async (event) => {
    const form = await readForm(event.request);
    const kpi = form.text('kpi');
    const about = { verb: 'target.set', subject: `${kpi} ${form.text('unitSet')} ${form.text('from')}` };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const orNull = (name: string): string | null => (form.text(name) === '' ? null : form.text(name));
    const target = readTarget(kpi, form.text('target'));
    const body = {
      ...{ set: form.text('set'), kpi, unitSet: form.text('unitSet'), from: form.text('from'), to: orNull('to') },
      ...{ target: Number.isFinite(target) ? target : null, direction: form.text('direction') },
      ...{ period: form.text('period'), office: orNull('office'), source: orNull('source') },
      formulaVersion: form.text('formulaVersion') === '' ? null : Number(form.text('formulaVersion')),
    };
    return tell(about, form, await carryOut<TargetSet>(event, form, { owner: 'office', verb: 'target.set', body }));
  },
};
