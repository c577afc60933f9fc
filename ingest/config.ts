import { resolve } from 'node:path';
import { z } from 'zod';
import { readEnv, serviceEnv } from '#shared/service/env.ts';
import { streamsEnv } from '#shared/service/streams.ts';

const ingestEnv = serviceEnv
  .pick({
    NATS_URL: true,
    VONGLAU_CITY: true,
    VONGLAU_DATA: true,
    LOG_LEVEL: true,
    HEALTH_PORT: true,
    HEALTH_HOST: true,
    OTEL_EXPORTER_OTLP_ENDPOINT: true,
  })
  .extend(streamsEnv.shape)
  .extend({
    /** Where the door listens on 127.0.0.1; 0 takes any free port and tells the supervisor which. */
    INGEST_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
    /** IANA zone of the city's civil day; the pack's zone. */
    VONGLAU_TIME_ZONE: z.string().default('Asia/Ho_Chi_Minh'),
  });

/** What ingest is told. It has no database address: the door never opens one. */
export type IngestConfig = z.output<typeof ingestEnv> & {
  /** The folder of secrets that only ingest reads. */
  readonly secretsDir: string;
};

/** Reads ingest's part of the environment; throws naming every variable that is missing or wrong. */
export function readIngestConfig(env: NodeJS.ProcessEnv): IngestConfig {
  const config = readEnv(ingestEnv, env);
  return Object.freeze({ ...config, secretsDir: resolve(config.VONGLAU_DATA, 'ingest') });
}
