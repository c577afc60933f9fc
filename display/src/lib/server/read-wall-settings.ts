import { usualWall, type WallSettings } from '#shared/locality/wall-settings.ts';
import { listWalls } from '#shared/store/list-walls.ts';
import { resources } from './resources.ts';

let last: readonly WallSettings[] = [];

/**
 * A wall's settings by its id; without one, or where there is none of that id, the city's first. A wall goes on with what was
 * last read while the registry is away.
 */
export async function readWallSettings(id: string | null): Promise<WallSettings> {
  const { pool, log } = resources();
  try {
    last = (await listWalls(pool)).map(({ wall }) => wall);
  } catch (error) {
    log.warn({ err: error }, 'the settings of the walls cannot be read; they are used as they were last read');
  }
  return last.find((wall) => wall.id === id) ?? last[0] ?? usualWall;
}
