import type { AssetKind } from '#shared/events/kind.ts';
import { boundsOf } from '../../city/bounds-of.ts';
import type { CityAsset, CityView } from '../../city/city-view.ts';
import { approximateServiceAreas } from '../../city/service-areas.ts';
import type { Run } from './run.ts';

const kinds: readonly AssetKind[] = ['kiosk', 'kiosk', 'kiosk', 'parking', 'parking', 'point', 'robot', 'branch'];
const unitCount = 126;
// About 600 m: assets crowd around the middle of their unit.
const spread = 0.006;

/** A city of 126 units and as many assets as asked for, the same for the same `random`. */
export function madeCity({ assets: assetCount, hasNames }: Run, random: () => number): CityView {
  const units = Array.from({ length: unitCount }, (_, at) => {
    // Denser in the middle, as cities are.
    const [angle, far] = [random() * 2 * Math.PI, random() ** 0.8];
    const place = { lon: 105.78 + 0.34 * far * Math.cos(angle), lat: 21 + 0.3 * far * Math.sin(angle) };
    const name = hasNames ? `Phường ${at}` : '';
    return { code: `U${at}`, name, nameEn: name, population: 20_000 + at, ...place };
  });
  const assets = Array.from({ length: assetCount }, (_, at): CityAsset => {
    const unit = units[Math.floor(random() * unitCount)] ?? { code: '', lon: 0, lat: 0 };
    const near = (): number => (random() + random() + random() - 1.5) * spread;
    const kind = kinds[Math.floor(random() * kinds.length)] ?? 'kiosk';
    const place = { lon: unit.lon + near(), lat: unit.lat + near() };
    return { code: `A${at}`, kind, unit: unit.code, ...place, placeholder: false };
  });
  const features = approximateServiceAreas(units.map((unit) => ({ ...unit, areaKm2: 25 })));
  return {
    ...{ city: 'made', name: 'Thành phố', nameEn: 'City', timeZone: 'Asia/Ho_Chi_Minh', hotlineNumber: '1022' },
    ...{ bounds: boundsOf(features), units, assets, chatbot: null, systems: [] },
    expectedIntervalS: {} as CityView['expectedIntervalS'],
    waitingMin: [15, 30, 45],
    areas: { official: false, features },
    water: null,
  };
}
