import { civilCalendar } from '#shared/time/civil-day.ts';
import { mondayOf, wallClockOf } from '#shared/time/wall-clock.ts';
import type { ChainView, ContactView } from '#shared/wire/notify-commands.ts';
import type { RotaLayer, RotasShown } from '#shared/wire/rota-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readHour } from '#lib/admin/read-hour.ts';
import { readSteps } from '#lib/people/chain-steps.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { loadCity } from '#lib/server/load-city.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const dayMs = 86_400_000;

export const load: PageServerLoad = async (event) => {
  const { timeZone } = loadCity().view;
  const from = readMonday(event.url.searchParams.get('week'), timeZone);
  const [shown, contacts, chains] = await Promise.all([
    askDuty<RotasShown>(event, 'rota.show', { from: new Date(from).toISOString(), days: 7 }),
    askDuty<ContactView[]>(event, 'contact.list', {}),
    askDuty<ChainView[]>(event, 'chain.list', {}),
  ]);
  const { dayOf } = civilCalendar(timeZone);
  const language = event.locals.language === 'en' ? 'en' : 'vi';
  return {
    week: { day: dayOf(from), before: dayOf(from - 7 * dayMs), after: dayOf(from + 7 * dayMs) },
    isAway: !shown.ok,
    rotas: shown.ok ? shown.value.rotas : [],
    chains: chains.ok ? chains.value : [],
    people: (contacts.ok ? contacts.value : [])
      .filter(({ version }) => version > 0)
      .map(({ id, name }) => ({ id, name: name[language] })),
  };
};

/** Midnight of the Monday of the asked day's week, or of this one's. */
function readMonday(day: string | null, timeZone: string): number {
  const { startOf } = civilCalendar(timeZone);
  const { wallOf, instantOf } = wallClockOf(timeZone);
  const asked = day !== null && /^\d{4}-\d{2}-\d{2}$/.test(day) ? startOf(day) : Number.NaN;
  return instantOf(mondayOf(wallOf(Number.isFinite(asked) ? asked : Date.now())));
}

export const actions: Actions = {
  make: (event) =>
    act(event, 'rota.set', (form) => ({
      ...{ id: form.text('id'), expectedVersion: 0, layers: [] },
      ...{ nameVi: form.text('nameVi'), nameEn: form.text('nameEn') || form.text('nameVi') },
    })),
  addLayer: (event) => changeLayers(event, (layers, form) => [...layers, readLayer(form) as RotaLayer]),
  removeLayer: (event) =>
    changeLayers(event, (layers, form) => layers.filter((_, at) => String(at) !== form.text('layer'))),
  override: (event) =>
    act(event, 'rota.override', (form) => {
      const { timeZone } = loadCity().view;
      const at = (name: string): string => readHour(form.text(name), timeZone);
      return { rota: form.text('rota'), contact: form.text('contact'), from: at('from'), to: at('to') };
    }),
  removeOverride: (event) => act(event, 'rota.override.remove', (form) => ({ id: Number(form.text('override')) })),
  chain: (event) =>
    act(event, 'chain.set', (form) => {
      const chain = {
        ...{ id: form.text('id'), nameVi: form.text('nameVi'), nameEn: form.text('nameEn') || form.text('nameVi') },
        ...{ priorities: [...form.list('priorities')], owners: splitList(form.text('owners')) },
        ...{ hours: form.text('hours'), rounds: Number(form.text('rounds')), steps: readSteps(form) },
        progressMin: Number(form.text('progressMin')),
      };
      return { expectedVersion: Number(form.text('version')), position: Number(form.text('position')), chain };
    }),
};

/** Carries a form out as one verb; its subject is the rota, the chain or what is stood in for. */
async function act(event: RequestEvent, verb: string, toBody: (form: Form) => unknown) {
  const form = await readForm(event.request);
  const subject = form.text('rota') || form.text('id') || form.text('override');
  const about = { verb, subject };
  const missing = findMissing(about, form);
  if (missing) return missing;
  const body = await toBody(form);
  return tell(about, form, await carryOut<unknown>(event, form, { owner: 'duty', verb, body }));
}

/** A rota is set whole: its layers as they were seen, less or more one. */
function changeLayers(event: RequestEvent, change: (layers: readonly RotaLayer[], form: Form) => readonly RotaLayer[]) {
  return act(event, 'rota.set', async (form) => {
    const shown = await askDuty<RotasShown>(event, 'rota.show', { rota: form.text('rota') });
    const rota = shown.ok ? shown.value.rotas[0] : undefined;
    return {
      ...{ id: form.text('rota'), expectedVersion: Number(form.text('version')) },
      ...{ nameVi: rota?.name.vi ?? '', nameEn: rota?.name.en ?? '' },
      layers: change(rota?.layers ?? [], form),
    };
  });
}

function readLayer(form: Form): Record<string, unknown> {
  return {
    ...{ nameVi: form.text('nameVi'), nameEn: form.text('nameEn') || form.text('nameVi') },
    ...{ members: splitList(form.text('members')), startsAt: form.text('startsAt').slice(0, 16) },
    ...{ turnHours: Number(form.text('turnHours')), hours: form.text('hours') },
    endsAt: form.text('endsAt') === '' ? null : form.text('endsAt').slice(0, 16),
  };
}

function splitList(text: string): string[] {
  return text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
