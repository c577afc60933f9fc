import { error } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { answerStepWaits } from '#shared/promises/ask/answer-bottlenecks.ts';
import { listClosures } from '#shared/store/list-closures.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import type { AnyTable } from '#lib/export/table.ts';
import { mostWorkbookRows, sendTable } from '#lib/export/send-table.ts';
import { readSpan } from '#lib/promises/asked-span.ts';
import { readPromiseDesk, tellingOf } from '#lib/promises/server/read-desk.ts';
import { readKpiFacts } from '#lib/promises/server/read-kpi-facts.ts';
import { inWorld, kpiOf, readLeague, readPromises } from '#lib/promises/server/read-league.ts';
import { findRecords } from '#lib/promises/server/record-filter.ts';
import { bottleneckTable, stepTable } from '#lib/promises/tables/bottleneck-table.ts';
import { leagueTable } from '#lib/promises/tables/league-table.ts';
import { officeTable } from '#lib/promises/tables/office-table.ts';
import { promiseTable } from '#lib/promises/tables/promise-table.ts';
import { recordTable } from '#lib/promises/tables/record-table.ts';
import { answerTable, closureTable } from '#lib/promises/tables/said-table.ts';
import type { Telling } from '#lib/promises/telling.ts';
import { writeSaid } from '#lib/promises/write-answer.ts';
import { loadCity } from '#lib/server/load-city.ts';
import type { RequestHandler } from './$types';

/** A table, and of which instant of its world it is. */
type Made = { readonly table: AnyTable; readonly asOfMs: number };
type Asked = { readonly world: string; readonly url: URL; readonly unit: string; readonly telling: Telling };

const nowhere = (): string => resolve('/kpi');

const ofPromises =
  (hasTarget: boolean) =>
  async ({ world, unit, telling }: Asked): Promise<Made> => {
    if (unit !== '') error(404, 'unit');
    const { rows, asOf } = await readPromises(world);
    return { table: promiseTable(telling, rows, { hasTarget, linkOf: nowhere }), asOfMs: Date.parse(asOf) };
  };

const readRow = async ({ world, url, unit }: Asked) => {
  const kpi = kpiOf(url.searchParams.get('kpi'));
  const set = url.searchParams.get('set') ?? undefined;
  const league = await readLeague({ world, kpi, set, span: readSpan(url.searchParams), ...(unit !== '' && { unit }) });
  const row = unit === '' ? league.city : league.rows[0];
  if (!row) error(404, 'unit');
  return { league, answer: row.answer, asOfMs: Date.parse(row.answer.asOf) };
};

/** Every table of the pages of promises, by its name; each is made from the description that the page shows it by. */
const tables: Readonly<Partial<Record<string, (asked: Asked) => Promise<Made>>>> = {
  promises: ofPromises(true),
  others: ofPromises(false),
  offices: async ({ world, unit, telling }) => {
    if (unit !== '') error(404, 'unit');
    const { offices, asOf } = await readPromises(world);
    return { table: officeTable(telling, offices, { linkOf: nowhere }), asOfMs: Date.parse(asOf) };
  },
  league: async (asked) => {
    const { league, answer, asOfMs } = await readRow(asked);
    const { answers } = await readKpiFacts(answer, null);
    const table = leagueTable(asked.telling, league.rows, {
      linkOf: nowhere,
      saidOf: (row) => writeSaid(asked.telling, answers, row.answer),
    });
    return { table, asOfMs };
  },
  bottlenecks: async (asked) => {
    const { answer, asOfMs } = await readRow(asked);
    const { bottlenecks, procedures } = await readKpiFacts(answer, null);
    const table = bottleneckTable(asked.telling, bottlenecks ?? [], {
      levelOf: (procedure) => procedures[procedure] ?? null,
      linkOf: () => null,
    });
    return { table, asOfMs };
  },
  steps: async (asked) => {
    if (asked.unit === '') error(404, 'unit');
    const { answer, asOfMs } = await readRow(asked);
    const waits = await inWorld(asked.world, (sql) => answerStepWaits(sql, answer));
    return { table: stepTable(asked.telling, waits), asOfMs };
  },
  records: async ({ world, url, unit, telling }) => {
    if (unit === '') error(404, 'unit');
    const kpi = kpiOf(url.searchParams.get('kpi'));
    const found = await findRecords(url, { world, kpi, unit, skip: 0, limit: mostWorkbookRows });
    return { table: recordTable(telling, found.rows), asOfMs: found.asOfMs };
  },
  answers: async ({ world, url, unit, telling }) => {
    const kpi = url.searchParams.get('kpi');
    const of = { world, unit: unit === '' ? null : unit, kpi, limit: mostWorkbookRows };
    return inWorld(world, async (sql, asOfMs) => ({
      table: answerTable(telling, await listUnitAnswers(sql, of)),
      asOfMs,
    }));
  },
  closures: async ({ world, unit, telling }) => {
    const of = { world, unit: unit === '' ? null : unit, limit: mostWorkbookRows };
    return inWorld(world, async (sql, asOfMs) => ({
      table: closureTable(telling, await listClosures(sql, of)),
      asOfMs,
    }));
  },
};

/** A table of the pages of promises as a file. An account of a unit asks for its own. */
export const GET: RequestHandler = async (event) => {
  const { params, url } = event;
  const make = Object.hasOwn(tables, params.table) ? tables[params.table] : undefined;
  if (!make) error(404, 'table');
  const desk = await readPromiseDesk(event);
  const telling = tellingOf(desk);
  const unit = url.searchParams.get('unit') ?? '';
  const { table, asOfMs } = await make({ world: desk.world, url, unit, telling });
  const asked = ['kpi', 'unit', 'set', 'procedure', 'from', 'to', 'only'].flatMap(
    (name) => url.searchParams.get(name) ?? [],
  );
  return sendTable(table, {
    ...{ format: params.format, url, language: desk.language, timeZone: desk.timeZone, world: desk.world },
    ...{ filter: asked.join(' · '), asOfMs, fileName: `${params.table}-${loadCity().view.city}` },
  });
};
