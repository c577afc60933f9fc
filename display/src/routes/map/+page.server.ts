import { authorize } from '#shared/access/authorize.ts';
import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import { worldKind } from '#shared/wire/world.ts';
import { mapQuestions } from '#lib/map/questions/map-question.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const world = askedWorld(url, locals.viewer);
  const { searchParams } = url;
  const kpi = searchParams.get('kpi') ?? '';
  const mayKpi = authorize(locals.viewer, 'kpi.see', { world, unit: null }).allowed;
  const question = mapQuestions.find((name) => name === searchParams.get('show')) ?? 'state';
  return {
    language: locals.language,
    ...{ world, worldKind: worldKind(world) },
    view: {
      question: question === 'kpi' && !mayKpi ? ('state' as const) : question,
      kpi: (kpi in kpiUnits ? kpi : 'wait_p90') as KpiId,
      narrowed: searchParams.get('only') ?? '',
    },
    mayKpi,
    account: locals.viewer?.kind === 'account' ? locals.viewer.name : '',
    mapboxToken: resources().config.MAPBOX_TOKEN ?? null,
  };
};
