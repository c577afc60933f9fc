import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { boundaryFiles } from '#shared/locality/boundaries/boundary-files.ts';
import { readBoundaries } from '../city/read-boundaries.ts';
import { cityFolder } from './load-city.ts';
import { resources } from './resources.ts';

/**
 * The official boundaries of these units: of BOUNDARY_FILE, or of the city's folder; null where there are none. A file
 * that lacks a unit is not used, and the log says which: a map of approximate areas is better than none.
 */
export function loadBoundaries(unitCodes: readonly string[]): ReturnType<typeof readBoundaries> | null {
  const { config, log } = resources();
  const ofFolder = boundaryFiles.map((name) => join(cityFolder(), name)).find((path) => existsSync(path));
  const file = config.BOUNDARY_FILE ?? ofFolder;
  if (file === undefined) return null;
  try {
    return readBoundaries(JSON.parse(readFileSync(file, 'utf8')), unitCodes);
  } catch (error) {
    log.error({ err: error, file }, 'the boundaries cannot be used; approximate areas are drawn');
    return null;
  }
}
