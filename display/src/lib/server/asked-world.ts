import { error } from '@sveltejs/kit';
import { worldName } from '#shared/wire/world.ts';
import { resources } from './resources.ts';

/** The world in the address, or the screen's own, or the wall's. A screen of one world is refused another. */
export function askedWorld(url: URL, viewer: App.Locals['viewer']): string {
  const ownWorld = viewer?.kind === 'screen' ? viewer.world : null;
  const asked = worldName.safeParse(url.searchParams.get('world') ?? ownWorld ?? resources().config.WALL_WORLD);
  if (!asked.success) error(400, 'world');
  if (ownWorld !== null && asked.data !== ownWorld) error(403, 'world');
  return asked.data;
}
