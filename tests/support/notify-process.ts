import pg from 'pg';
import { z } from 'zod';
import { runService } from '#shared/service/lifecycle.ts';
import { createLog } from '#shared/service/log.ts';
import { pgTypes } from '#shared/service/pg-types.ts';
import { sealWith } from '#shared/service/seal.ts';
import { startNotify } from '../../stream/duty/notify/start-notify.ts';

/** The outbox in a process of its own, on the real clock, to be killed by a test. */
const config = z.object({ DATABASE_URL: z.string(), SEAL_KEY: z.string() }).parse(process.env);
const log = createLog('notify', 'silent');
await runService(log, () => {
  const pool = new pg.Pool({ connectionString: config.DATABASE_URL, types: pgTypes, max: 4 });
  const seal = sealWith(Buffer.from(config.SEAL_KEY, 'base64'), 'contacts');
  const notify = startNotify({ pool, seal, origin: 'https://vonglau.example', log, now: Date.now, timeoutMs: 2_000 });
  const stop = async (): Promise<void> => {
    await notify.stop();
    await pool.end();
  };
  return Promise.resolve({ stop });
});
