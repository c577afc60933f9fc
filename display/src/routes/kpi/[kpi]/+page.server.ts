import { error } from '@sveltejs/kit';
import { readCityView } from '#lib/server/read-city-view.ts';
import { readSpan } from '#lib/promises/asked-span.ts';
import { drawTerritory } from '#lib/promises/draw-territory.ts';
import { readPromiseDesk } from '#lib/promises/server/read-desk.ts';
import { readKpiFacts } from '#lib/promises/server/read-kpi-facts.ts';
import { kpiOf, readLeague } from '#lib/promises/server/read-league.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const kpi = kpiOf(event.params.kpi);
  const set = event.url.searchParams.get('set') ?? undefined;
  const desk = await readPromiseDesk(event);
  const span = readSpan(event.url.searchParams);
  const league = await readLeague({ world: desk.world, kpi, set, span });
  if (!league.city) error(404, 'kpi');
  const [facts, city] = await Promise.all([readKpiFacts(league.city.answer, desk.own), readCityView(desk.world)]);
  return { ...desk, kpi, span, league, city: league.city, facts, territory: drawTerritory(city.view) };
};
