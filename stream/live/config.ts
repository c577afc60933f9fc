import { z } from 'zod';
import { serviceEnv } from '#shared/service/env.ts';
import { streamsEnv } from '#shared/service/streams.ts';

/** Configuration of live. */
export const liveEnv = serviceEnv.extend(streamsEnv.shape).extend({
  LIVE_PORT: z.coerce.number().int().min(0).max(65_535),
  /** The public address, as https://vonglau.example.vn; a screen's Origin must equal it. */
  PUBLIC_ORIGIN: z
    .url()
    .transform((url) => new URL(url).origin)
    .optional(),
  /** IANA zone of the city's civil day; the pack's zone. */
  VONGLAU_TIME_ZONE: z.string().default('Asia/Ho_Chi_Minh'),
  /** Screens at once, in all and from one address. */
  LIVE_MAX_SCREENS: z.coerce.number().int().min(1).max(100_000).default(6_000),
  LIVE_MAX_SCREENS_PER_ADDRESS: z.coerce.number().int().min(1).max(100_000).default(200),
  /** Replays watched at once; each has a thread, three connections and at most half a gigabyte. */
  LIVE_MAX_REPLAYS: z.coerce.number().int().min(0).max(64).default(4),
  /** Seconds between looks at whether those who are in may still be. */
  LIVE_RECHECK_S: z.coerce.number().positive().max(3_600).default(30),
  /** Seconds between checkpoints. */
  LIVE_CHECKPOINT_S: z.coerce.number().positive().max(3_600).default(10),
});
export type LiveConfig = z.output<typeof liveEnv>;
