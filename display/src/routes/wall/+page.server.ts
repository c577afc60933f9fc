import { error } from '@sveltejs/kit';
import { worldKind, worldName } from '#shared/wire/world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { resources } from '#lib/server/resources.ts';
import { takeWallToken } from '#lib/server/take-wall-token.ts';
import { unitVw } from '#lib/panels/text-unit.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { config } = resources();
  await takeWallToken(url, cookies);
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
