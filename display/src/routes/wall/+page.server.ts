import { wallScenes } from '#shared/locality/wall-settings.ts';
import { worldKind } from '#shared/wire/world.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { loadCity } from '#lib/server/load-city.ts';
import { readWallSettings } from '#lib/server/read-wall-settings.ts';
import { resources } from '#lib/server/resources.ts';
import { takeWallToken } from '#lib/server/take-wall-token.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url, cookies }) => {
  const { config } = resources();
  await takeWallToken(url, cookies);
  const world = askedWorld(url, locals.viewer);
  const { name, nameEn, timeZone } = loadCity().view;
  const { searchParams } = url;
  const settings = await readWallSettings(searchParams.get('wall'));
  const { viewer } = locals;
  return {
    ...{ language: locals.language, world, worldKind: worldKind(world), city: { name, nameEn, timeZone } },
    settings,
    /** What of its size holds whatever its settings say; null: they count. */
    panelWidthMm: numberOf(searchParams.get('panelWidthMm')) ?? config.WALL_PANEL_WIDTH_MM ?? null,
    maxViewM: numberOf(searchParams.get('maxViewM')) ?? config.WALL_MAX_VIEW_M ?? null,
    /** One scene for good, as `?scene=parking`; otherwise the playlist's. */
    scene: wallScenes.find((scene) => scene === searchParams.get('scene')) ?? null,
    theme: searchParams.get('theme') === 'light' ? ('light' as const) : ('dark' as const),
    /** A screen that nobody sits at: no pointer, and it stays awake. */
    isKiosk: searchParams.has('kiosk') || viewer?.kind === 'screen',
    /** Whose alerts an account of a unit sees; null: the city's. */
    ownUnit: viewer?.kind === 'account' ? viewer.unit : null,
    mapboxToken: config.MAPBOX_TOKEN ?? null,
  };
};

function numberOf(text: string | null): number | null {
  const value = Number(text);
  return text !== null && Number.isFinite(value) && value > 0 ? value : null;
}
