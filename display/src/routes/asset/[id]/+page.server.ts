import { error } from '@sveltejs/kit';
import { authorize } from '#shared/access/authorize.ts';
import { drawExtent } from '#lib/incidents/extent.ts';
import { readAssetPage } from '#lib/levels/server/read-asset-page.ts';
import { eventDays } from '#lib/levels/server/read-events.ts';
import { readLevel, readLevelDesk } from '#lib/levels/server/load-level.ts';
import { pastDays, readHours } from '#lib/levels/server/page-basics.ts';
import { readResponsible } from '#lib/levels/server/read-responsible.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, url, locals } = event;
  const desk = readLevelDesk(event);
  const { world, language } = desk;
  const asked = { world, id: params.id, hours: readHours(url.searchParams), language };
  const before = url.searchParams.get('before');
  const read = await readLevel(['asset', asked, before], (pool) => readAssetPage(pool, { ...asked, before }));
  // Whose it is, is known only now.
  const unit = read?.value.asset.unit;
  if (read && !authorize(locals.viewer, 'unit.see', { unit }).allowed) error(403);
  const city = await readCityView(world).catch(() => null);
  return {
    ...{ ...desk, eventDays, pastDays, id: params.id },
    page: read?.value ?? null,
    reading: read && { at: read.at, isStale: read.isStale },
    responsible: await readResponsible(event, read?.value.offices ?? []),
    extent:
      city && unit !== undefined && read?.value.asset.lon != null
        ? drawExtent(city.view, { units: [unit], assets: [params.id], place: null })
        : null,
  };
};
