import { readWallSettings } from '#lib/server/read-wall-settings.ts';
import type { RequestHandler } from './$types';

/** What a wall shows, as `WallSettings`: `wall` (its id; else the city's first). */
export const GET: RequestHandler = async ({ url }) =>
  Response.json(await readWallSettings(url.searchParams.get('wall')), { headers: { 'cache-control': 'no-store' } });
