import { drawExtent } from '#lib/incidents/extent.ts';
import { eventDays } from '#lib/levels/server/read-events.ts';
import { readLevel, readLevelDesk } from '#lib/levels/server/load-level.ts';
import { pastDays, readHours } from '#lib/levels/server/page-basics.ts';
import { readResponsible } from '#lib/levels/server/read-responsible.ts';
import { readUnitPage } from '#lib/levels/server/read-unit-page.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { params, url } = event;
  const desk = readLevelDesk(event);
  const { world, language } = desk;
  const asked = { world, code: params.code, hours: readHours(url.searchParams), language };
  const before = url.searchParams.get('before');
  const read = await readLevel(['unit', asked, before, desk.own], (pool) => readUnitPage(pool, { ...asked, before }));
  const city = await readCityView(world).catch(() => null);
  const assets = read?.value.assets.map(({ code }) => code) ?? [];
  return {
    ...{ ...desk, eventDays, pastDays, code: params.code },
    page: read?.value ?? null,
    reading: read && { at: read.at, isStale: read.isStale },
    responsible: await readResponsible(event, read?.value.offices ?? []),
    extent: city && drawExtent(city.view, { units: [params.code], assets, place: null }),
  };
};
