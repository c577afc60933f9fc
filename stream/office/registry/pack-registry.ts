import { createHash } from 'node:crypto';
import { packAssets } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { RegistryAsset } from '#shared/store/insert-assets.ts';
import type { RegistryUnit } from '#shared/store/insert-units.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';

/** A pack's units as rows of the registry. */
export function toRegistryUnits(pack: Pack): RegistryUnit[] {
  return pack.units.map(({ code, type, name, name_en: nameEn, lon, lat, area_km2: areaKm2, population }) => ({
    ...{ code, kind: type, nameVi: name, nameEn },
    ...{ lon, lat, areaKm2, population },
  }));
}

/** A pack's assets as rows of the registry; the hotline is nowhere in particular and is called by its number. */
export function toRegistryAssets(pack: Pack): RegistryAsset[] {
  const { startOf } = civilCalendar(pack.timeZone);
  const toInstant = (day: string): string => new Date(startOf(day)).toISOString();
  return packAssets(pack).map(({ validFrom, validTo, ...asset }) => ({
    ...asset,
    from: toInstant(validFrom),
    to: validTo === null ? null : toInstant(validTo),
  }));
}

/** Tells one content of a pack from another. */
export function hashPack(pack: Pack): string {
  return createHash('sha256').update(JSON.stringify(pack)).digest('hex');
}
