import { z } from 'zod';
import { serviceEnv } from '#shared/service/env.ts';
import { printerEnv } from '#shared/service/print-pdf.ts';

/** Configuration of the office. */
export const officeEnv = serviceEnv.extend({
  /** Folder of the city's pack; by default that of the city in infra/localities. */
  VONGLAU_PACK: z.string().min(1).optional(),
  /** Days raw events are kept; no key may allow older ones, because they could not be told from repeats. */
  RETENTION_D: z.coerce.number().int().min(1).max(400).default(35),
  /** The address of the pages, for links in letters; by default the pages on this machine. */
  PUBLIC_ORIGIN: z.url().optional(),
  DISPLAY_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  ...printerEnv,
});
export type OfficeConfig = z.output<typeof officeEnv>;
