import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { readIngestConfig } from './config.ts';
import { startDoor } from './door/start-door.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to config.ts
const config = readIngestConfig(process.env);
const log = createLog('ingest', config.LOG_LEVEL);

await runService(log, async () => {
  const { nats, failed } = await connectNats(config.NATS_URL, `ingest-${config.VONGLAU_CITY}`, log);
  const door = await startDoor(
    { city: config.VONGLAU_CITY, port: config.INGEST_PORT, secretsDir: config.secretsDir, streams: config },
    nats,
    log,
  );
  return {
    ready: { port: door.port },
    failed,
    stop: async () => {
      await door.stop();
      await nats.close();
    },
  };
});
