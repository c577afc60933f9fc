import { error } from '@sveltejs/kit';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import { listAlerts } from '#shared/store/list-alerts.ts';
import { listClosures } from '#shared/store/list-closures.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import { readAlertPast } from '#shared/store/read-alert-past.ts';
import { answerKinds } from '#shared/wire/promise-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { readHour } from '#lib/admin/read-hour.ts';
import { readSpan } from '#lib/promises/asked-span.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { inWorld } from '#lib/promises/server/read-league.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import type { Action, Actions, PageServerLoad } from './$types';

export const csr = false;

const cityWide: readonly string[] = ['system', 'hotline', 'chatbot'];
const shown = { answers: 50, alerts: 20 };

export const load: PageServerLoad = async (event) => {
  const desk = await readPromiseDesk(event);
  const { world } = desk;
  const unit = event.params.code;
  const span = readSpan(event.url.searchParams);
  if (desk.names.units[unit] === undefined) error(404, 'unit');
  const read = await inWorld(world, async (sql, nowMs) => {
    const alerts = await listAlerts(sql, { world, state: 'all', unit, limit: shown.alerts });
    const said = [];
    for (const alert of alerts) {
      const { acts } = await readAlertPast(sql, alert.id);
      said.push({ alert, acts: acts.filter(({ act }) => act === 'answered' || act === 'own_fault') });
    }
    const figures = await answerKpis(sql, { world, nowMs, of: unit, when: span && { span } });
    return {
      figures: figures.filter(({ countedFor }) => countedFor === 'served'),
      answers: await listUnitAnswers(sql, { world, unit, limit: shown.answers }),
      closures: await listClosures(sql, { world, unit, limit: shown.answers }),
      alerts: said,
    };
  });
  const { view } = await readCityView(world);
  // What serves the whole city is not closed by the unit of its seat.
  const assets = view.assets.filter((asset) => asset.unit === unit && !cityWide.includes(asset.kind));
  return {
    ...{ ...desk, ...read, unit, span, kinds: answerKinds, speaks: desk.may.length > 0 && desk.own === unit },
    chosen: event.url.searchParams.get('kpi') ?? undefined,
    assets: assets.map(({ code, kind }) => ({ code, kind })),
  };
};

type Wish = {
  readonly owner: 'office' | 'duty';
  readonly verb: string;
  readonly subject: string;
  readonly body: (
    form: Form,
    of: { unit: string; world: string; timeZone: string; span: ReturnType<typeof readSpan> },
  ) => object;
};

const act =
  ({ owner, verb, subject, body }: Wish): Action =>
  async (event) => {
    const form = await readForm(event.request);
    const { timeZone } = loadCity().view;
    const { url, locals } = event;
    const span = readSpan(url.searchParams);
    const of = { unit: event.params.code, world: askedWorld(url, locals.viewer), timeZone, span };
    const answer = await carryOut(event, form, { owner, verb, body: body(form, of) });
    return tell({ verb, subject: subject === '' ? of.unit : form.text(subject) }, form, answer);
  };

export const actions: Actions = {
  say: act({
    ...{ owner: 'office', verb: 'answer.give', subject: '' },
    body: (form, { unit, world, span }) => ({
      ...{ world, unit, kpi: form.text('kpi'), kind: form.text('kind'), text: form.text('text') },
      ...(span && { days: span }),
    }),
  }),
  takeback: act({
    ...{ owner: 'office', verb: 'answer.withdraw', subject: 'id' },
    body: (form, { unit }) => ({ id: Number(form.text('id')), unit }),
  }),
  alert: act({
    ...{ owner: 'duty', verb: 'alert.answer', subject: 'alert' },
    body: (form, { unit }) => ({
      ...{ alert: Number(form.text('alert')), unit, text: form.text('text') },
      ownFault: form.text('ownFault') === 'on',
    }),
  }),
  announce: act({
    ...{ owner: 'duty', verb: 'closure.propose', subject: '' },
    body: (form, { unit, world, timeZone }) => ({
      ...{ world, unit, assets: [...form.list('assets')], reason: form.text('why') },
      ...{ from: readHour(form.text('from'), timeZone), to: readHour(form.text('to'), timeZone) },
    }),
  }),
  recall: act({
    ...{ owner: 'duty', verb: 'closure.withdraw', subject: 'id' },
    body: (form, { unit }) => ({ id: Number(form.text('id')), unit }),
  }),
};
