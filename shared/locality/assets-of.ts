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
  readonly nameEn: string | null;
  readonly address: string | null;
  /** The service point or branch where a kiosk stands; the branch of a service point. */
  readonly point: string | null;
  readonly branch: string | null;
  readonly opening: string | null;
  readonly counters: number | null;
  readonly staff: number | null;
  readonly spaces: number | null;
  readonly operator: string | null;
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
  readonly name_en?: string;
} & { readonly [Detail in Exclude<keyof typeof noDetails, 'nameEn'>]?: PackAsset[Detail] };

/** What most kinds of assets have not. */
const noDetails = {
  ...{ nameEn: null, address: null, point: null, branch: null, opening: null },
  ...{ counters: null, staff: null, spaces: null, operator: null },
} as const;

/** Every asset of a pack. The hotline is called by its number; what serves the whole city is held under its seat. */
export function packAssets(pack: Pack): PackAsset[] {
  const { hotline, chatbot } = pack;
  const place =
    (kind: AssetKind) =>
    (row: Placed): PackAsset => {
      const {
        valid_from: validFrom,
        valid_to: validTo,
        name_en: nameEn = null,
        code,
        unit,
        name,
        lon,
        lat,
        ...rest
      } = row;
      const { address = null, point = null, branch = null, opening = null, operator = null, placeholder } = rest;
      const { counters = null, staff = null, spaces = null } = rest;
      return {
        ...{
          code,
          kind,
          unit,
          name,
          lon,
          lat,
          placeholder,
          validFrom,
          validTo,
          nameEn,
          address,
          point,
          branch,
          opening,
        },
        ...{ counters, staff, spaces, operator },
      };
    };
  const cityWide = (kind: AssetKind, code: string, name: string, placeholder = false): PackAsset => ({
    ...noDetails,
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
