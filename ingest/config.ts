import { resolve } from 'node:path';
import { z } from 'zod';
import { readEnv, serviceEnv } from '#shared/service/env.ts';
import { streamsEnv } from '#shared/service/streams.ts';
import type { MqttConfig } from './mqtt/open-mqtt.ts';

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
    /** A folder on the disk the log is on, where that disk can be seen from here: how much is left of it is told. */
    EVENTS_DIR: z.string().min(1).optional(),
    /** Where devices connect by MQTT; without a port they cannot. 0 takes any free one. */
    MQTT_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
    /** Beyond the loopback only with a certificate: a token in plain text is anybody's. */
    MQTT_HOST: z.string().min(1).default('127.0.0.1'),
    MQTT_CERT_FILE: z.string().min(1).optional(),
    MQTT_KEY_FILE: z.string().min(1).optional(),
  })
  .superRefine(({ MQTT_HOST, MQTT_CERT_FILE, MQTT_KEY_FILE, MQTT_PORT }, context) => {
    const complain = (name: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [name], message });
    };
    if ((MQTT_CERT_FILE === undefined) !== (MQTT_KEY_FILE === undefined)) {
      const missing = MQTT_CERT_FILE === undefined ? 'MQTT_CERT_FILE' : 'MQTT_KEY_FILE';
      complain(missing, 'a certificate and its key are given together');
    }
    if (MQTT_PORT !== undefined && MQTT_CERT_FILE === undefined && !isLoopback(MQTT_HOST)) {
      const remedy = 'give MQTT_CERT_FILE and MQTT_KEY_FILE, or leave it 127.0.0.1 behind a proxy that ends TLS';
      complain('MQTT_HOST', `MQTT without TLS is for the loopback only: ${remedy}`);
    }
  });

/** What ingest is told. It has no database address: the door never opens one. */
export type IngestConfig = z.output<typeof ingestEnv> & {
  /** The folder of secrets that only ingest reads. */
  readonly secretsDir: string;
  /** Undefined: no MQTT door. */
  readonly mqtt: MqttConfig | undefined;
};

/** Reads ingest's part of the environment; throws naming every variable that is missing or wrong. */
export function readIngestConfig(env: NodeJS.ProcessEnv): IngestConfig {
  const config = readEnv(ingestEnv, env);
  return Object.freeze({ ...config, secretsDir: resolve(config.VONGLAU_DATA, 'ingest'), mqtt: toMqtt(config) });
}

function toMqtt(config: z.output<typeof ingestEnv>): MqttConfig | undefined {
  const { MQTT_PORT: port, MQTT_HOST: host, MQTT_CERT_FILE: certFile, MQTT_KEY_FILE: keyFile } = config;
  if (port === undefined) return undefined;
  return { port, host, ...(certFile !== undefined && keyFile !== undefined && { tls: { certFile, keyFile } }) };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}
