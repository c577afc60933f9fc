import type { LoadedCity } from './read-city-view.ts';

/** The city's document, or word that the one the screen has is still right. */
export function serveCity({ json, etag }: LoadedCity, request: Request): Response {
  const headers = { etag, 'cache-control': 'private, no-cache', 'content-type': 'application/json' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(json, { headers });
}
