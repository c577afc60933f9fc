import type { AssetKind } from '../events/kind.ts';
import { civilCalendar } from '../time/civil-day.ts';
import type { AssetRow } from '../wire/registry.ts';
import type { Pack } from './pack.ts';

/** An asset as a pack gives it, whatever its kind; `lon`, `lat` null: nowhere in particular. */
export type PackAsset = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly name: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly placeholder: boolean;
  /** Civil days, the second exclusive; null: no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
};

type Placed = {
  readonly code: string;
  readonly unit: string;
  readonly name: string | null;
  readonly lon: number;
  readonly lat: number;
  readonly valid_from: string;
  readonly valid_to: string | null;
  readonly placeholder: boolean;
};

/** Every asset of a pack. The hotline is called by its number; what serves the whole city is held under its seat. */
export function packAssets(pack: Pack): PackAsset[] {
  const { hotline, chatbot } = pack;
  const place =
    (kind: AssetKind) =>
    (row: Placed): PackAsset => {
      const { code, unit, name, lon, lat, placeholder, valid_from: validFrom, valid_to: validTo } = row;
      return { code, kind, unit, name, lon, lat, placeholder, validFrom, validTo };
    };
  const cityWide = (kind: AssetKind, code: string, name: string, placeholder = false): PackAsset => ({
    ...{ code, kind, unit: pack.seat, name, lon: null, lat: null, placeholder },
    ...{ validFrom: pack.since, validTo: null },
  });
  return [
    ...pack.points.map(place('point')),
    ...pack.branches.map(place('branch')),
    ...pack.kiosks.map((row) => place(row.type)(row)),
    ...pack.parking.map(place('parking')),
    cityWide('hotline', hotline.asset, hotline.number, hotline.placeholder),
    ...(chatbot ? [cityWide('chatbot', chatbot.asset, chatbot.name, chatbot.placeholder)] : []),
    ...pack.systems.map(({ code, name }) => cityWide('system', code, name)),
  ];
}

/** The registry's rows of a pack's assets. */
export function assetsOf(pack: Pack): AssetRow[] {
  const { startOf } = civilCalendar(pack.timeZone);
  const toInstant = (day: string): string => new Date(startOf(day)).toISOString();
  return packAssets(pack).map(({ code, kind, unit, validFrom, validTo }) => ({
    ...{ code, kind, unit },
    from: toInstant(validFrom),
    to: validTo === null ? null : toInstant(validTo),
  }));
}
