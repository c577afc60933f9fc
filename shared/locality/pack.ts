import { z } from 'zod';

/**
 * A city as a folder of data: `pack.yaml` and a few tables. These are their schemas; nothing here touches a disk, so a
 * screen may import it. Places are WGS 84 degrees, longitude first.
 */
const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, 'a code of 1 to 64 letters, digits, . _ -');
const longitude = z.coerce.number().min(-180).max(180);
const latitude = z.coerce.number().min(-90).max(90);
const placeholder = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Names are composed (NFC), so that equal text is equal bytes whatever keyboard wrote it. */
const name = z
  .string()
  .min(1)
  .max(80)
  .refine((text) => text === text.normalize('NFC'), 'must be composed Unicode (NFC)');

export const parkingOperators = ['VETC', 'VDTC'] as const;

/** `pack.yaml`. */
export const packHeader = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/, 'lower-case letters, digits, -'),
  name: z.strictObject({ vi: name, en: name }),
  timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Ho_Chi_Minh'),
  /** First civil day on which the units below were in force. */
  unitsSince: z.iso.date(),
  /** West, south, east, north. */
  bounds: z.tuple([longitude, latitude, longitude, latitude]),
  hotline: z.strictObject({ number: z.string().min(3).max(20), asset: code, unit: code }),
  /** How many placeholder assets `infra/localities/place-assets.ts` writes. */
  placeholders: z.strictObject({
    kiosks: z.int().min(0),
    parking: z.record(z.enum(parkingOperators), z.int().min(0)),
  }),
  sources: z.array(z.strictObject({ facts: z.string().min(1), from: z.string().min(1) })).min(1),
});

/** `units.csv`: population in people, area in square kilometres, the point lies inside the unit. */
export const unitRow = z.strictObject({
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/, 'a code of 1 to 32 letters, digits, . _ -'),
  type: z.enum(['phuong', 'xa', 'dac_khu']),
  name,
  name_en: name,
  lon: longitude,
  lat: latitude,
  area_km2: z.coerce.number().positive(),
  population: z.coerce.number().int().positive(),
});

/** `points.csv`: public service points, `P<unit>`. */
export const pointRow = z.strictObject({ code, unit: code, name, lon: longitude, lat: latitude });

/** `kiosks.csv`: `placeholder` says that the place is ours, not the city's. */
export const kioskRow = z.strictObject({ code, unit: code, lon: longitude, lat: latitude, placeholder });

/** `parking.csv`. */
export const parkingRow = z.strictObject({
  code,
  unit: code,
  operator: z.enum(parkingOperators),
  lon: longitude,
  lat: latitude,
  placeholder,
});

export type PackHeader = z.output<typeof packHeader>;
export type Unit = z.output<typeof unitRow>;
export type ServicePoint = z.output<typeof pointRow>;
export type Kiosk = z.output<typeof kioskRow>;
export type ParkingSite = z.output<typeof parkingRow>;

/** Everything a city's folder says, checked. */
export type Pack = PackHeader & {
  readonly units: readonly Unit[];
  readonly points: readonly ServicePoint[];
  readonly kiosks: readonly Kiosk[];
  readonly parking: readonly ParkingSite[];
};

/** `Intl.supportedValuesOf` does not list every name that formatting accepts, so the name is tried. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
