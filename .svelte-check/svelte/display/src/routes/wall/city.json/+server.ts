import { loadCity } from '#lib/server/load-city.ts';
import type { RequestHandler } from './$types';

/** The city's places and areas, as `CityView`. */
export const GET: RequestHandler = ({ request }) => {
  const { json, etag } = loadCity();
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(json, { headers });
};
