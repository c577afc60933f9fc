import { error } from '@sveltejs/kit';
import { resolve } from '$app/paths';
import { answerStepWaits } from '#shared/promises/ask/answer-bottlenecks.ts';
import { listClosures } from '#shared/store/list-closures.ts';
import { listUnitAnswers } from '#shared/store/list-unit-answers.ts';
import type { AnyTable } from '#lib/export/table.ts';
import { mostWorkbookRows, sendTable } from '#lib/export/send-table.ts';
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
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

type Asked = { readonly world: string; readonly url: URL; readonly unit: string; readonly telling: Telling };

const nowhere = (): string => resolve('/kpi');

const ofPromises =
  (hasTarget: boolean) =>
  async ({ world, unit, telling }: Asked): Promise<AnyTable> => {
    if (unit !== '') error(404, 'unit');
    return promiseTable(telling, (await readPromises(world)).rows, { hasTarget, linkOf: nowhere });
  };

const readRow = async ({ world, url, unit }: Asked) => {
  const kpi = kpiOf(url.searchParams.get('kpi'));
  const set = url.searchParams.get('set') ?? undefined;
  const league = await readLeague({ world, kpi, set, ...(unit !== '' && { unit }) });
  const row = unit === '' ? league.city : league.rows[0];
  if (!row) error(404, 'unit');
  return { league, answer: row.answer };
};

/** Every table of the pages of promises, by its name; each is made from the description that the page shows it by. */
const tables: Readonly<Partial<Record<string, (asked: Asked) => Promise<AnyTable>>>> = {
  promises: ofPromises(true),
  others: ofPromises(false),
  offices: async ({ world, unit, telling }) => {
    if (unit !== '') error(404, 'unit');
    return officeTable(telling, (await readPromises(world)).offices);
  },
  league: async (asked) => {
    const { league, answer } = await readRow(asked);
    const { answers } = await readKpiFacts(answer, null);
    return leagueTable(asked.telling, league.rows, {
      linkOf: nowhere,
      saidOf: (row) =>
        answers
          .filter(({ unit }) => unit === row.answer.unit)
          .map(({ text }) => text)
          .join(' · '),
    });
  },
  bottlenecks: async (asked) => {
    const { bottlenecks, procedures } = await readKpiFacts((await readRow(asked)).answer, null);
    return bottleneckTable(asked.telling, bottlenecks ?? [], {
      levelOf: (procedure) => procedures[procedure] ?? null,
      linkOf: () => null,
    });
  },
  steps: async (asked) => {
    if (asked.unit === '') error(404, 'unit');
    const { answer } = await readRow(asked);
    return stepTable(asked.telling, await inWorld(asked.world, (sql) => answerStepWaits(sql, answer)));
  },
  records: async ({ world, url, unit, telling }) => {
    if (unit === '') error(404, 'unit');
    const kpi = kpiOf(url.searchParams.get('kpi'));
    const found = await findRecords(url, { world, kpi, unit, skip: 0, limit: mostWorkbookRows });
    return recordTable(telling, found.rows);
  },
  answers: async ({ world, url, unit, telling }) => {
    const kpi = url.searchParams.get('kpi');
    const of = { world, unit: unit === '' ? null : unit, kpi, limit: mostWorkbookRows };
    return answerTable(telling, await listUnitAnswers(resources().pool, of));
  },
  closures: async ({ world, unit, telling }) => {
    const of = { world, unit: unit === '' ? null : unit, limit: mostWorkbookRows };
    return closureTable(telling, await listClosures(resources().pool, of));
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
  const table = await make({ world: desk.world, url, unit, telling });
  const asked = ['kpi', 'unit', 'set', 'procedure', 'from', 'to', 'only'].flatMap(
    (name) => url.searchParams.get(name) ?? [],
  );
  return sendTable(table, {
    ...{ format: params.format, url, language: desk.language, timeZone: desk.timeZone, world: desk.world },
    ...{ filter: asked.join(' · '), asOfMs: Date.now(), fileName: `${params.table}-${loadCity().view.city}` },
  });
};
