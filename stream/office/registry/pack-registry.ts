import { createHash } from 'node:crypto';
import { assetsOf } from '#shared/locality/assets-of.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { RegistryAsset } from '#shared/store/insert-assets.ts';
import type { RegistryUnit } from '#shared/store/insert-units.ts';

/** A pack's units as rows of the registry. */
export function toRegistryUnits(pack: Pack): RegistryUnit[] {
  return pack.units.map(({ type, name, name_en: nameEn, area_km2: areaKm2, ...unit }) => ({
    ...unit,
    kind: type,
    nameVi: name,
    nameEn,
    areaKm2,
  }));
}

/** A pack's assets as rows of the registry; the hotline is nowhere in particular and is called by its number. */
export function toRegistryAssets(pack: Pack): RegistryAsset[] {
  const places = new Map<string, { lon: number; lat: number; name?: string; placeholder?: boolean }>(
    [...pack.points, ...pack.kiosks, ...pack.parking].map((asset) => [asset.code, asset]),
  );
  return assetsOf(pack).map((row) => {
    const place = places.get(row.code);
    return {
      ...row,
      lon: place?.lon ?? null,
      lat: place?.lat ?? null,
      name: row.code === pack.hotline.asset ? pack.hotline.number : (place?.name ?? null),
      placeholder: place?.placeholder ?? false,
    };
  });
}

/** Tells one content of a pack from another. */
export function hashPack(pack: Pack): string {
  return createHash('sha256').update(JSON.stringify(pack)).digest('hex');
}
