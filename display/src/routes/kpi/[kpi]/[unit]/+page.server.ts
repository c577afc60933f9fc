import { error } from '@sveltejs/kit';
import { answerKpis } from '#shared/kpi/ask/answer-kpis.ts';
import { answerStepWaits, stepDays } from '#shared/promises/ask/answer-bottlenecks.ts';
import { holdOf } from '#shared/promises/holds.ts';
import { readSpan } from '#lib/promises/asked-span.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { readKpiFacts } from '#lib/promises/server/read-kpi-facts.ts';
import { inWorld, kpiOf, readLeague } from '#lib/promises/server/read-league.ts';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async (event) => {
  const kpi = kpiOf(event.params.kpi);
  const { unit } = event.params;
  const set = event.url.searchParams.get('set') ?? undefined;
  const span = readSpan(event.url.searchParams);
  const desk = await readPromiseDesk(event);
  const { world } = desk;
  const league = await readLeague({ world, kpi, set, unit, span });
  const [row] = league.rows;
  if (!row) error(404, 'unit');
  const facts = await readKpiFacts(row.answer, desk.own);
  const more = await inWorld(world, async (sql, nowMs) => {
    const answers = await answerKpis(sql, { world, nowMs, of: unit, kpis: [kpi], when: span && { span } });
    return {
      citizens: answers.find(({ countedFor }) => countedFor === 'citizens') ?? null,
      steps: holdOf(kpi) ? await answerStepWaits(sql, row.answer) : null,
    };
  });
  return { ...desk, kpi, unit, row, sets: league.sets, set: league.set, span, facts, ...more, stepDays };
};
