import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import { assetsDocument } from '#shared/wire/registry.ts';
import { hashPack, toRegistryAssets, toRegistryUnits } from '../../../stream/office/registry/pack-registry.ts';

const pack = loadPack(join(import.meta.dirname, '../../../infra/localities/hanoi'));

describe('pack as registry rows', () => {
  it('has every unit with a place and both names', () => {
    const units = toRegistryUnits(pack);
    expect(units).toHaveLength(pack.units.length);
    const [unit] = pack.units;
    expect(units[0]).toEqual({
      code: unit?.code,
      kind: unit?.type,
      nameVi: unit?.name,
      nameEn: unit?.name_en,
      lon: unit?.lon,
      lat: unit?.lat,
      areaKm2: unit?.area_km2,
      population: unit?.population,
    });
  });

  it('has every asset once, in the shape others read', () => {
    const assets = toRegistryAssets(pack);
    expect(new Set(assets.map(({ code }) => code)).size).toBe(assets.length);
    const rows = assets.map(({ code, kind, unit, from, to }) => ({ code, kind, unit, from, to }));
    expect(assetsDocument.safeParse(rows).success).toBe(true);
  });

  it('marks invented places and leaves the hotline without one', () => {
    const assets = new Map(toRegistryAssets(pack).map((asset) => [asset.code, asset]));
    expect(assets.get('K001')).toMatchObject({ placeholder: true, lon: pack.kiosks[0]?.lon });
    expect(assets.get(pack.hotline.asset)).toMatchObject({ lon: null, lat: null, name: pack.hotline.number });
  });

  it('hashes equal contents alike', () => {
    expect(hashPack(structuredClone(pack))).toBe(hashPack(pack));
    expect(hashPack({ ...pack, kiosks: pack.kiosks.slice(1) })).not.toBe(hashPack(pack));
  });
});
