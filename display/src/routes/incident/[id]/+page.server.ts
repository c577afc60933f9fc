import { error, redirect } from '@sveltejs/kit';
import { authorize } from '#shared/access/authorize.ts';
import { waitReasons } from '#shared/duty/incident/incident-acts.ts';
import { movesFrom } from '#shared/duty/incident/state-machine.ts';
import { listTasks } from '#shared/store/list-tasks.ts';
import { readIncident, type KeptDetail } from '#shared/store/read-incident.ts';
import { priorities } from '#shared/wire/duty-priorities.ts';
import { worldKind } from '#shared/wire/world.ts';
import type { IncidentActed, IncidentDetail } from '#shared/wire/incident-commands.ts';
import type { NoticeView } from '#shared/wire/notify-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { tell } from '#lib/admin/server/tell.ts';
import { queryOf } from '#lib/desk/query-of.ts';
import { fill } from '#lib/docs/docs-words.ts';
import type { CityView } from '#lib/city/city-view.ts';
import { listTakers } from '#lib/duty/server/list-takers.ts';
import { drawExtent } from '#lib/incidents/extent.ts';
import { pageActs, type PageAct } from '#lib/incidents/server/acts.ts';
import { listOthers } from '#lib/incidents/server/list-others.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { readKept } from '#lib/incidents/server/read-kept.ts';
import { incidentsWords } from '#lib/incidents/words/incidents-words.ts';
import { askDuty } from '#lib/people/server/ask-duty.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import { resources } from '#lib/server/resources.ts';
import { readOffices, type OfficeChoice } from '#lib/tasks/server/read-offices.ts';
import type { Language } from '#lib/words/language.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const id = Number(event.params.id);
  if (!Number.isSafeInteger(id) || id < 1) error(404);
  const own = ownOf(event.locals.viewer) ?? undefined;
  const read = await readOne(id, own);
  const world = read?.value.detail.incident.world ?? 'live';
  const desk = { ...readDesk(event), world, worldKind: worldKind(world) };
  const [live, city] = await Promise.all([
    read?.isStale === false ? readLive(event, { id, unit: own, world }) : unheard,
    readCityView(world).catch(() => null),
  ]);
  const detail = read?.value.detail ?? null;
  return {
    ...{ ...desk, ...live, id, own: own ?? null, detail, priorities, waitReasons },
    directives: await readDirectives(read, { id, world, own }),
    ...(await readWith(event, read?.isStale === false ? read.value.detail : null)),
    offices: await readChoices(desk),
    reading: read && { at: read.at, isStale: read.isStale },
    ...inCity(detail, city?.view, desk.language),
  };
};

/** What can be done to an incident, where it is, and how its places are called. */
function inCity(detail: KeptDetail | null, city: CityView | undefined, language: Language) {
  return {
    moves: detail ? movesFrom(detail.incident.state) : [],
    names: namesIn(city?.units ?? [], language),
    extent: city && detail ? drawExtent(city, { ...detail.incident, place: detail.place }) : null,
  };
}

/** An incident as it is kept, or as it was last read; null: it cannot be read and never was. */
async function readOne(id: number, unit: string | undefined) {
  const { pool } = resources();
  const read = await readKept(JSON.stringify(['incident', id, unit]), () => readIncident(pool, { id, unit }));
  if (!read) return null;
  const { value } = read;
  return value ? { ...read, value } : error(404);
}

function namesIn(units: CityView['units'], language: Language): Readonly<Record<string, string>> {
  return Object.fromEntries(units.map(({ code, name, nameEn }) => [code, language === 'en' ? nameEn : name] as const));
}

/** Who can be given something to do; nobody where that cannot be read. */
async function readChoices({
  language,
  timeZone,
}: {
  language: Language;
  timeZone: string;
}): Promise<readonly OfficeChoice[]> {
  const read = readOffices(resources().pool, { nowMs: Date.now(), timeZone, language });
  return (await read.catch(() => null))?.choices ?? [];
}

/** What leaders ordered about it; none where that cannot be read. */
async function readDirectives(
  read: { readonly isStale: boolean } | null,
  { id, world, own }: { id: number; world: string; own: string | undefined },
) {
  if (read?.isStale !== false) return [];
  const { pool } = resources();
  const of = { world, unit: own ?? null, offices: null, givenBy: null, origin: `incident:${id}` };
  const asked = { ...of, state: null, text: null, now: new Date(), limit: 50, skip: 0 };
  const listed = await listTasks(pool, asked).catch(() => null);
  return listed?.rows.filter(({ number }) => number.startsWith('NV-')) ?? [];
}

/** Whom and what it may be given to, for who may give it; nothing where that cannot be read. */
async function readWith({ locals: { viewer, language } }: RequestEvent, detail: KeptDetail | null) {
  if (!detail || !viewer || !authorize(viewer, 'incident.act').allowed) {
    return { others: [], takers: null };
  }
  const { pool } = resources();
  const [others, takers] = await Promise.all([
    listOthers(pool, detail.incident, language).catch(() => []),
    listTakers(pool, viewer),
  ]);
  return { others, takers };
}

/** What only the duty process knows; `live` null: it does not answer. */
type Live = {
  readonly live: Pick<IncidentDetail, 'advice' | 'took'> | null;
  readonly notices: readonly NoticeView[];
};
const unheard: Live = { live: null, notices: [] };

async function readLive(
  event: RequestEvent,
  { id, unit, world }: { id: number; unit: string | undefined; world: string },
): Promise<Live> {
  const [seen, notices] = await Promise.all([
    askDuty<IncidentDetail>(event, 'incident.see', { id, unit }),
    askDuty<NoticeView[]>(event, 'notify.list', { world, incident: id, limit: 10 }),
  ]);
  return {
    live: seen.ok ? { advice: seen.value.advice, took: seen.value.took } : null,
    notices: notices.ok ? notices.value : [],
  };
}

export const actions: Actions = {
  ...Object.fromEntries(
    Object.entries<PageAct>(pageActs).map(([name, act]) => [name, (event: RequestEvent) => carry(event, act)]),
  ),
  undo: async (event) => {
    const form = await readForm(event.request);
    // Alerts that were moved are taken back from the incident that they came to.
    const id = Number(form.text('incident') || event.params.id);
    const body = { id, commandId: form.text('commandId') };
    const answer = await carryOut<IncidentActed>(event, form, { owner: 'duty', verb: 'incident.undo', body });
    return say(event, 'undo', form, answer);
  },
};

async function carry(event: RequestEvent, { verb, done, body }: PageAct) {
  const form = await readForm(event.request);
  const { timeZone, language } = readDesk(event);
  const id = Number(event.params.id);
  // A note is added whatever others did meanwhile.
  const seen = verb === 'incident.note' ? {} : { expectedVersion: Number(form.text('version')) };
  const wish = { id, ...seen, ...(await body(form, timeZone)) };
  const answer = await carryOut<IncidentActed>(event, form, { owner: 'duty', verb, body: wish });
  // What became part of another goes on there.
  if (answer.ok && verb === 'incident.merge') redirect(303, `/incident/${answer.value.id}${queryOf(language)}`);
  return say(event, done, form, answer);
}

function say(
  { locals, params }: RequestEvent,
  done: PageAct['done'],
  form: Awaited<ReturnType<typeof readForm>>,
  answer: Awaited<ReturnType<typeof carryOut<IncidentActed>>>,
) {
  const number = answer.ok ? answer.value.number : `SC-${params.id}`;
  const said = fill(incidentsWords[locals.language].done[done], { number });
  const told = tell({ verb: `incident.${done}`, subject: number }, form, answer, () => ({ subject: said }));
  if (!('told' in told)) return told;
  if (!answer.ok) return { ...told, undo: null, version: 0 };
  const { id, version, undo } = answer.value;
  // The version of another says nothing of this one's.
  return { ...told, undo: undo && { ...undo, incident: id }, version: String(id) === params.id ? version : 0 };
}
