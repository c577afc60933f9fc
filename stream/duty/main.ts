import { readEnv } from '#shared/service/env.ts';
import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { dutyEnv } from './config.ts';
import { startDuty } from './start-duty.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
const config = readEnv(dutyEnv, process.env);
const log = createLog('duty', config.LOG_LEVEL);
await runService(log, () => startDuty(config, log));
