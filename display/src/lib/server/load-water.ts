import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { readWater, type CityWater } from '#shared/locality/read-water.ts';
import { cityFolder } from './load-city.ts';
import { resources } from './resources.ts';

/** Rivers and lakes of WATER_FILE, or of the city's folder; null where there are none, or where they cannot be read. */
export function loadWater(): CityWater | null {
  const { config, log } = resources();
  const ofFolder = join(cityFolder(), 'water.geojson');
  const file = config.WATER_FILE ?? (existsSync(ofFolder) ? ofFolder : null);
  if (file === null) return null;
  try {
    const read = readWater(JSON.parse(readFileSync(file, 'utf8')));
    if ('water' in read) return read.water;
    throw new Error(describeProblem(read.problem, 'en'));
  } catch (error) {
    log.error({ err: error, file }, 'the water cannot be used; the map is drawn without it');
    return null;
  }
}
