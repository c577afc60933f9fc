import { openHealth } from '#shared/service/health.ts';
import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { startTracing } from '#shared/service/start-tracing.ts';
import { readIngestConfig } from './config.ts';
import { startDoor } from './door/start-door.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to config.ts
const config = readIngestConfig(process.env);
const log = createLog('ingest', config.LOG_LEVEL);

await runService(log, async () => {
  const health = await openHealth('ingest', config, log);
  const tracing = await startTracing('ingest', config);
  const { nats, failed } = await connectNats(config.NATS_URL, `ingest-${config.VONGLAU_CITY}`, log);
  const door = await startDoor(
    {
      ...{ city: config.VONGLAU_CITY, port: config.INGEST_PORT, streams: config },
      timeZone: config.VONGLAU_TIME_ZONE,
      ...{ secretsDir: config.secretsDir, dataDir: config.VONGLAU_DATA, logDir: config.EVENTS_DIR, mqtt: config.mqtt },
    },
    nats,
    { log, health, tracing },
  );
  return {
    ready: { port: door.port, ...(door.mqttPort !== undefined && { mqttPort: door.mqttPort }) },
    failed,
    stop: async () => {
      await door.stop();
      await nats.close();
      await tracing?.stop();
      await health.stop();
    },
  };
});
