import { z } from 'zod';
import { serviceEnv } from '#shared/service/env.ts';
import { streamsEnv } from '#shared/service/streams.ts';

/** Configuration of the writer. */
export const writerEnv = serviceEnv.extend(streamsEnv.shape).extend({
  /** Events in one commit at most. */
  WRITER_BATCH_EVENTS: z.coerce.number().int().min(1).max(50_000).default(40_000),
  /** How long a commit waits for more when the log is quiet, in milliseconds. */
  WRITER_LINGER_MS: z.coerce.number().int().min(0).max(1_000).default(10),
  /** Days raw events and minute rows are kept; never less than the longest allowance of a key. */
  RETENTION_D: z.coerce.number().int().min(1).max(400).default(35),
  /** IANA zone of the city's civil day; the pack's zone. */
  VONGLAU_TIME_ZONE: z.string().default('Asia/Ho_Chi_Minh'),
});
