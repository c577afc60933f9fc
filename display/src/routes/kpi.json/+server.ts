import { answerKpis, KpiQuestionError } from '#shared/kpi/ask/answer-kpis.ts';
import { parseKpiQuery } from '#shared/kpi/ask/parse-query.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/**
 * KPIs against their targets, as `KpiAnswer[]`: `unit`, `kpi` (several), `at`, or `from` and `to` (both included),
 * `byProcedures`, `world`. Official figures are those of `live`.
 */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { searchParams } = url;
  const world = searchParams.has('world') || locals.viewer?.kind === 'screen' ? askedWorld(url, locals.viewer) : 'live';
  const word = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  try {
    const kpi = searchParams.has('kpi') ? searchParams.getAll('kpi') : undefined;
    const byProcedures = ['1', 'true'].includes(word('byProcedures') ?? '');
    const days = { at: word('at'), from: word('from'), to: word('to') };
    const query = parseKpiQuery({ unit: word('unit'), kpi, byProcedures, ...days });
    const answers = await inSnapshot(resources().pool, async (sql) => {
      const nowMs = await readWorldNow(sql, world, Date.now());
      if (nowMs === undefined) throw new KpiQuestionError(`world: there is no ${world}`);
      return answerKpis(sql, { world, nowMs, ...query });
    });
    return Response.json(answers, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof KpiQuestionError)) throw error;
    const problem = { type: 'about:blank', title: 'Cannot be answered', status: 400, detail: error.message };
    return Response.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } });
  }
};
