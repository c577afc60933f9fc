import { worldKind } from '#shared/wire/world.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { takeWallToken } from '#lib/server/take-wall-token.ts';
import { unitVw } from '#lib/panels/text-unit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { config } = resources();
  await takeWallToken(url, cookies);
  const world = askedWorld(url, locals.viewer);
  const { name, nameEn, timeZone } = loadCity().view;
  return {
    language: locals.language,
    world,
    worldKind: worldKind(world),
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
