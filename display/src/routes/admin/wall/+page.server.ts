import { kpiUnits, type KpiId } from '#shared/kpi/kpi-units.ts';
import { usualWall, wallScenes } from '#shared/locality/wall-settings.ts';
import { listWalls } from '#shared/store/list-walls.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { readWallForm } from '#lib/admin/wall/read-wall-form.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

const kpis: readonly KpiId[] = Object.keys(kpiUnits) as KpiId[];

export const load: PageServerLoad = async ({ url, locals }) => {
  const told = await listWalls(resources().pool);
  const asked = url.searchParams.get('wall');
  const isNew = asked === 'new';
  const found = told.find(({ wall }) => wall.id === asked) ?? told[0];
  const from = found?.wall ?? usualWall;
  return {
    isNew,
    wall: isNew ? { ...from, id: '', name: { vi: '', en: '' } } : from,
    walls: told.map(({ wall }) => ({ id: wall.id, name: wall.name[locals.language] })),
    origin: isNew ? null : (found?.editedBy ?? (found ? 'folder' : 'usual')),
    kpis,
    scenes: wallScenes,
    world: resources().config.WALL_WORLD,
    mapboxToken: resources().config.MAPBOX_TOKEN ?? null,
  };
};

export const actions: Actions = {
  set: async (event) => {
    const form = await readForm(event.request);
    const about = { verb: 'wall.set', subject: form.text('id') };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const body = readWallForm(form);
    return tell(about, form, await carryOut<{ id: string }>(event, form, { owner: 'office', verb: 'wall.set', body }));
  },
};
