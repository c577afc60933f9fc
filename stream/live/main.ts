import { readEnv } from '#shared/service/env.ts';
import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { liveEnv } from './config.ts';
import { startLive } from './start-live.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to its schema
const config = readEnv(liveEnv, process.env);
const log = createLog('live', config.LOG_LEVEL);

await runService(log, () => startLive(config, log));
