import { askedWorld } from '#lib/server/asked-world.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import { serveCity } from '#lib/server/serve-city.ts';
import type { RequestHandler } from './$types';

/** The city's places and areas at the present of the world in the address, as `CityView`. */
export const GET: RequestHandler = async ({ request, url, locals }) =>
  serveCity(await readCityView(askedWorld(url, locals.viewer)), request);
