import { readEnv } from '#shared/service/env.ts';
import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { officeEnv } from './config.ts';
import { startOffice } from './start-office.ts';

// eslint-disable-next-line no-restricted-syntax -- the entry hands the environment to everything else
const config = readEnv(officeEnv, process.env);
const log = createLog('office', config.LOG_LEVEL);
await runService(log, () => startOffice(config, log));
