import { authorize } from '#shared/access/authorize.ts';
import { worldKind } from '#shared/wire/world.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  const world = askedWorld(url, locals.viewer);
  const { name, nameEn } = loadCity().view;
  return {
    language: locals.language,
    ...{ world, worldKind: worldKind(world), city: { name, nameEn } },
    rights: {
      mayAct: authorize(locals.viewer, 'alert.act').allowed && authorize(locals.viewer, 'incident.act').allowed,
      mayOpen: authorize(locals.viewer, 'incident.open').allowed,
    },
    account: locals.viewer?.kind === 'account' ? locals.viewer.name : '',
    mapboxToken: resources().config.MAPBOX_TOKEN ?? null,
  };
};
