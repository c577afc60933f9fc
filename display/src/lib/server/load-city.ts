import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPack } from '#shared/locality/load-pack.ts';
import { buildCity } from '../city/build-city.ts';
import type { CityView } from '../city/city-view.ts';
import { readBoundaries } from '../city/read-boundaries.ts';
import { resources } from './resources.ts';

/** The city with its document as screens fetch it; `etag` changes with its content. */
export type LoadedCity = { readonly view: CityView; readonly json: string; readonly etag: string };

let loaded: LoadedCity | undefined;

/** The city's geometry and assets, read from its pack (and boundary file) once. */
export function loadCity(): LoadedCity {
  loaded ??= readCity();
  return loaded;
}

function readCity(): LoadedCity {
  const { config, log } = resources();
  const pack = loadPack(config.VONGLAU_PACK ?? join('infra', 'localities', config.VONGLAU_CITY));
  const boundaries = config.BOUNDARY_FILE
    ? readBoundaries(
        JSON.parse(readFileSync(config.BOUNDARY_FILE, 'utf8')),
        pack.units.map(({ code }) => code),
      )
    : null;
  const view = buildCity(pack, boundaries);
  const json = JSON.stringify(view);
  log.info({ units: view.units.length, assets: view.assets.length, official: view.areas.official }, 'city read');
  return { view, json, etag: `"${hash('sha256', json, 'base64url').slice(0, 22)}"` };
}
