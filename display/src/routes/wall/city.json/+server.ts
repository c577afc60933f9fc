import { askedWorld } from '#lib/server/asked-world.ts';
import { readCityView } from '#lib/server/read-city-view.ts';
import type { RequestHandler } from './$types';

/** The city's places and areas at the present of the world in the address, as `CityView`. */
export const GET: RequestHandler = async ({ request, url, locals }) => {
  const { json, etag } = await readCityView(askedWorld(url, locals.viewer));
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(json, { headers });
};
