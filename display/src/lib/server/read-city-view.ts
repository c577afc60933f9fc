import { hash } from 'node:crypto';
import { usualWall } from '#shared/locality/wall-settings.ts';
import { listPlaces } from '#shared/store/list-places.ts';
import { listSystems } from '#shared/store/list-systems.ts';
import { listUnits } from '#shared/store/list-units.ts';
import { listWalls } from '#shared/store/list-walls.ts';
import { listWorlds } from '#shared/store/list-worlds.ts';
import { readCitySettings } from '#shared/store/read-city-settings.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { readWorldClock } from '#shared/wire/world.ts';
import { buildCity, type RegistryCity } from '../city/build-city.ts';
import type { CityView } from '../city/city-view.ts';
import { loadBoundaries } from './load-boundaries.ts';
import { loadCity } from './load-city.ts';
import { loadWater } from './load-water.ts';
import { resources } from './resources.ts';

/** The city with its document as screens fetch it; `etag` changes with its content. */
export type LoadedCity = { readonly view: CityView; readonly json: string; readonly etag: string };

/** The registry is asked again after this long; a screen looks each minute whether its city has changed. */
const FRESH_MS = 5_000;

type Kept = { readonly readMs: number; readonly hash: string; readonly city: LoadedCity };
const kept = new Map<string, Kept>();

/**
 * The city as the registry has it at a world's present. Where the registry cannot be asked, what was last read of it:
 * places do not move while a database is away. Throws when nothing was read yet.
 */
export async function readCityView(world = 'live'): Promise<LoadedCity> {
  const known = kept.get(world);
  if (known && performance.now() - known.readMs < FRESH_MS) return known.city;
  try {
    const read = await readRegistry(world);
    const readHash = hash('sha256', JSON.stringify(read));
    const city = known?.hash === readHash ? known.city : build(read);
    kept.set(world, { readMs: performance.now(), hash: readHash, city });
    return city;
  } catch (error) {
    if (!known) throw error;
    resources().log.warn({ err: error }, 'the registry cannot be read; the city is shown as it was last read');
    return known.city;
  }
}

async function readRegistry(world: string): Promise<RegistryCity> {
  const { pool } = resources();
  const clock = (await listWorlds(pool)).find((each) => each.world === world);
  const { nowMs } = readWorldClock(clock, Date.now());
  const day = civilCalendar(loadCity().view.timeZone).dayOf(nowMs);
  const [settings, units, places, systems, walls] = await Promise.all([
    readCitySettings(pool, day),
    listUnits(pool, day),
    listPlaces(pool, new Date(nowMs)),
    listSystems(pool, day),
    listWalls(pool),
  ]);
  if (!settings) throw new Error('The registry holds no city yet: start the office with its folder.');
  const { waitingMin } = walls[0]?.wall ?? usualWall;
  return { settings, units, places, systems, waitingMin };
}

function build(read: RegistryCity): LoadedCity {
  const boundaries = loadBoundaries(read.units.map(({ code }) => code));
  const view = buildCity(read, { boundaries, water: loadWater() });
  const json = JSON.stringify(view);
  const { units, assets, areas } = view;
  resources().log.info({ units: units.length, assets: assets.length, official: areas.official }, 'city read');
  return { view, json, etag: `"${hash('sha256', json, 'base64url').slice(0, 22)}"` };
}
