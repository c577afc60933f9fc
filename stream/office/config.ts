import { z } from 'zod';
import { serviceEnv } from '#shared/service/env.ts';

/** Configuration of the office. */
export const officeEnv = serviceEnv.extend({
  /** Folder of the city's pack; by default that of the city in infra/localities. */
  VONGLAU_PACK: z.string().min(1).optional(),
  /** Days raw events are kept; no key may allow older ones, because they could not be told from repeats. */
  RETENTION_D: z.coerce.number().int().min(1).max(400).default(35),
});
export type OfficeConfig = z.output<typeof officeEnv>;
