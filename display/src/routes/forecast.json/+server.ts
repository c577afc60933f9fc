import { answerForecasts, ForecastQuestionError, parseForecastQuery } from '#shared/forecast/ask/answer-forecasts.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { resources } from '#lib/server/resources.ts';
import type { RequestHandler } from './$types';

/**
 * Queues of the next two hours and KPIs at the end of the month, as `Forecasts`: `point`, or `kpi` (several); `unit`,
 * `world`. Without `point` and `kpi` both, of the unit or the city.
 */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { searchParams } = url;
  const world = searchParams.has('world') || locals.viewer?.kind === 'screen' ? askedWorld(url, locals.viewer) : 'live';
  const word = (name: string): string | undefined => searchParams.get(name) ?? undefined;
  try {
    const kpi = searchParams.has('kpi') ? searchParams.getAll('kpi') : undefined;
    const query = parseForecastQuery({ point: word('point'), unit: word('unit'), kpi });
    const forecasts = await inSnapshot(resources().pool, async (sql) => {
      const nowMs = await readWorldNow(sql, world, Date.now());
      if (nowMs === undefined) throw new ForecastQuestionError(`world: there is no ${world}`);
      return answerForecasts(sql, { world, nowMs, ...query });
    });
    return Response.json(forecasts, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (!(error instanceof ForecastQuestionError)) throw error;
    const problem = { type: 'about:blank', title: 'Cannot be answered', status: 400, detail: error.message };
    return Response.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } });
  }
};
