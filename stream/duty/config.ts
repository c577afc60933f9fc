import { z } from 'zod';
import { serviceEnv } from '#shared/service/env.ts';
import { streamsEnv } from '#shared/service/streams.ts';

/** Configuration of the duty process. */
export const dutyEnv = serviceEnv.extend(streamsEnv.shape).extend({
  /** Milliseconds of log in one commit at least, when there is more than one tick in them. */
  DUTY_COMMIT_MS: z.coerce.number().int().min(0).max(5_000).default(250),
  /** Seconds between two images of what is judged, when nothing was found. */
  DUTY_IMAGE_S: z.coerce.number().min(0.1).max(600).default(10),
  /** Seconds between two images of the fold. */
  DUTY_FOLD_S: z.coerce.number().min(0.1).max(600).default(60),
  /** The address people use, for links in messages; without it that of the pages on this machine. */
  PUBLIC_ORIGIN: z.url().optional(),
  DISPLAY_PORT: z.coerce.number().int().min(1).max(65_535).default(8_080),
  /** IANA zone of the city's civil day; the pack's zone. */
  VONGLAU_TIME_ZONE: z.string().default('Asia/Ho_Chi_Minh'),
});
export type DutyConfig = z.output<typeof dutyEnv>;
