import { error, redirect } from '@sveltejs/kit';
import { findWallToken } from '#shared/store/find-wall-token.ts';
import { worldKind, worldName } from '#shared/wire/world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { cookieName, cookieOptions } from '#lib/server/viewer.ts';
import { unitVw } from '#lib/panels/text-unit.ts';
import type { PageServerLoad } from './$types';

// A screen keeps its token until it is revoked; browsers cap a cookie's life at 400 days.
const wallCookieMs = 400 * 24 * 3_600_000;

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { config, pool } = resources();
  const token = url.searchParams.get('token');
  if (token !== null) {
    const now = new Date();
    if (!(await findWallToken(pool, token, now))) error(401, 'wall-token');
    const expires = new Date(now.getTime() + wallCookieMs);
    cookies.set(cookieName('vonglau_wall', url), token, cookieOptions(url, expires));
    const clean = new URL(url);
    clean.searchParams.delete('token');
    redirect(303, clean.pathname + clean.search);
  }
  const ownWorld = locals.viewer?.kind === 'screen' ? locals.viewer.world : null;
  const asked = worldName.safeParse(url.searchParams.get('world') ?? ownWorld ?? config.WALL_WORLD);
  if (!asked.success) error(400, 'world');
  if (ownWorld !== null && asked.data !== ownWorld) error(403, 'world');
  const { name, nameEn, timeZone } = loadCity().view;
  return {
    language: locals.language,
    world: asked.data,
    worldKind: worldKind(asked.data),
    city: { name, nameEn, timeZone },
    unitVw: unitVw({
      panelWidthMm: numberOf(url.searchParams.get('panelWidthMm')) ?? config.WALL_PANEL_WIDTH_MM,
      maxViewM: numberOf(url.searchParams.get('maxViewM')) ?? config.WALL_MAX_VIEW_M,
    }),
    mapboxToken: config.MAPBOX_TOKEN ?? null,
  };
};

function numberOf(text: string | null): number | null {
  const value = Number(text);
  return text !== null && Number.isFinite(value) && value > 0 ? value : null;
}
