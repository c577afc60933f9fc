import { z } from 'zod';
import { parseOpeningHours } from '../time/opening-hours.ts';

const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
const text = z
  .string()
  .min(1)
  .max(200)
  .refine((value) => value === value.normalize('NFC'), {
    params: { vi: 'cần Unicode dựng sẵn (NFC)', en: 'must be composed Unicode (NFC)' },
  });
const bilingual = z.strictObject({ vi: text, en: text });
const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** `pack.yaml`: what is said of the city as a whole. Places are WGS 84 degrees, longitude first. */
export const packHeader = z.strictObject({
  code: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
  /** The official code of the province or city. */
  adminCode: z.string().regex(/^\d{2}$/),
  name: bilingual,
  timeZone: z.string().refine(isTimeZone, {
    params: {
      vi: 'cần tên múi giờ IANA, ví dụ Asia/Ho_Chi_Minh',
      en: 'must be an IANA time zone such as Asia/Ho_Chi_Minh',
    },
  }),
  /** Languages of the screens, the first one first. */
  languages: z.array(z.enum(['vi', 'en'])).min(1),
  /** The first civil day of what serves the whole city: hotline, chatbot, connected systems. */
  since: z.iso.date(),
  /** West, south, east, north. */
  bounds: z.tuple([longitude, latitude, longitude, latitude]),
  /** The unit under which events of what serves the whole city are held. */
  seat: code,
  /** The department that runs service points and branches: its figures are the city's. */
  centre: code.optional(),
  hotline: z.strictObject({ number: z.string().min(3).max(20), asset: code, placeholder: z.boolean().default(false) }),
  chatbot: z.strictObject({ name: text, asset: code, placeholder: z.boolean().default(false) }).optional(),
  /**
   * For which procedures a connected system is needed, by its code: `online`, those of `procedures.csv` that are done online in
   * full or in part; a list of codes; an empty list: for none. Of a system that is not named it is not known.
   */
  serves: z.record(code, z.union([z.literal('online'), z.array(code)])).optional(),
  /** What the wall says at its top. */
  wall: z.strictObject({ title: bilingual }),
  /** What `infra/localities/place-assets.ts` writes: how many, robots by unit, parking by operator, and hours. */
  placeholders: z.strictObject({
    branches: z.int().min(0),
    kiosks: z.int().min(0),
    robots: z.record(code, z.int().min(0)).default({}),
    parking: z.record(code, z.int().min(0)),
    opening: z.string().refine((hours) => parseOpeningHours(hours) !== undefined, {
      params: {
        vi: 'cần giờ mở cửa như Mo-Fr 08:00-11:30,13:30-17:00',
        en: 'must be opening hours such as Mo-Fr 08:00-11:30,13:30-17:00',
      },
    }),
  }),
  sources: z.array(z.strictObject({ facts: z.string().min(1), from: z.string().min(1) })).min(1),
});

/** `alerts.yaml`: after how many seconds of silence an asset of a kind counts as late, and as stale. */
export const alertSettings = z.strictObject({
  silence: z.record(
    z.string(),
    z.strictObject({ lateS: z.int().min(1), staleS: z.int().min(1) }).refine(({ lateS, staleS }) => lateS < staleS, {
      params: { vi: 'lateS phải nhỏ hơn staleS', en: 'lateS must be less than staleS' },
    }),
  ),
});

export type PackHeader = z.output<typeof packHeader>;
export type AlertSettings = z.output<typeof alertSettings>;

/** `Intl.supportedValuesOf` does not list every name that formatting accepts, so the name is tried. */
function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
