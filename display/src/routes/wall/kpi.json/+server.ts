import { z } from 'zod';
import { KpiQuestionError } from '#shared/kpi/ask/answer-kpis.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { readWallKpis } from '#lib/server/read-wall-kpis.ts';
import type { RequestHandler } from './$types';

const asked = z.object({
  kpi: z
    .array(z.enum(Object.keys(kpiUnits) as [KpiId, ...KpiId[]]))
    .min(1)
    .max(9),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** The city's KPIs for a wall, as `WallKpi[]`: `kpi` (up to nine), `at` (now), `world`. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const world = askedWorld(url, locals.viewer);
  const query = asked.safeParse({
    kpi: url.searchParams.getAll('kpi'),
    at: url.searchParams.get('at') ?? undefined,
  });
  if (!query.success)
    return refuse(query.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; '));
  const { kpi, at } = query.data;
  try {
    const kpis = await readWallKpis(world, kpi, at === undefined ? undefined : new Date(at));
    return Response.json(kpis, { headers: { 'cache-control': 'no-store' } });
  } catch (error) {
    if (error instanceof KpiQuestionError) return refuse(error.message);
    throw error;
  }
};

function refuse(detail: string): Response {
  const problem = { type: 'about:blank', title: 'Cannot be answered', status: 400, detail };
  return Response.json(problem, { status: 400, headers: { 'content-type': 'application/problem+json' } });
}
