import { fitWall } from '#shared/locality/wall-fit.ts';
import { readReplaySpan } from '#shared/store/read-replay-span.ts';
import { worldKind } from '#shared/wire/world.ts';
import { readReplayView } from '#lib/replay/replay-address.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readWallSettings } from '#lib/server/read-wall-settings.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

/** Without a moment in the address one sees what has just been. */
const usualAgoMs = 10 * 60_000;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { config, pool } = resources();
  const world = askedWorld(url, locals.viewer);
  const { name, nameEn, timeZone } = loadCity().view;
  const settings = await readWallSettings(null);
  const span = await readReplaySpan(pool, world);
  const view = readReplayView(url.searchParams, { timeZone, elseMs: (span?.lastMs ?? 0) - usualAgoMs });
  const atMs = span ? Math.min(span.lastMs, Math.max(span.firstMs, view.atMs)) : view.atMs;
  return {
    ...{ language: locals.language, world, worldKind: worldKind(world), city: { name, nameEn, timeZone }, settings },
    ...{ span: span ?? null, view: { ...view, atMs }, isOutside: url.searchParams.has('at') && atMs !== view.atMs },
    unitVw: fitWall({
      ...settings.geometry,
      panelWidthMm: config.WALL_PANEL_WIDTH_MM ?? settings.geometry.panelWidthMm,
      maxViewM: config.WALL_MAX_VIEW_M ?? settings.geometry.maxViewM,
    }).unitVw,
    mapboxToken: config.MAPBOX_TOKEN ?? null,
  };
};
