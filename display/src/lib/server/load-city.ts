import { join } from 'node:path';
import { loadPackHeader } from '#shared/locality/load-pack.ts';
import { resources } from './resources.ts';

/** What the city is called and which zone its days are in: what holds for every page, whatever else changes. */
export type CityNames = {
  readonly city: string;
  readonly name: string;
  readonly nameEn: string;
  readonly timeZone: string;
};

let loaded: { readonly view: CityNames } | undefined;

/** The city's names, read from its folder once. What is in it and where is in the registry: `readCityView`. */
export function loadCity(): { readonly view: CityNames } {
  loaded ??= { view: readNames() };
  return loaded;
}

/** Where the city's folder is. */
export function cityFolder(): string {
  const { config } = resources();
  return config.VONGLAU_PACK ?? join('infra', 'localities', config.VONGLAU_CITY);
}

function readNames(): CityNames {
  const { code, name, timeZone } = loadPackHeader(cityFolder());
  return { city: code, name: name.vi, nameEn: name.en, timeZone };
}
