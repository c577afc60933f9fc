import { jetstreamManager, type JetStreamManager } from '@nats-io/jetstream';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { sleep } from '#shared/service/retry.ts';

const connectMs = 10_000;

/** Does some work on a connection to the log. */
export async function withLog<Result>(
  natsUrl: string,
  signal: AbortSignal,
  work: (jsm: JetStreamManager) => Promise<Result>,
): Promise<Result> {
  const connected = await Promise.race([
    connectNats(natsUrl, 'backup', createLog('backup', 'silent')),
    sleep(connectMs, signal),
  ]);
  if (!connected) throw new Error('NATS does not answer: start the system (npm start), or correct NATS_URL');
  try {
    return await work(await jetstreamManager(connected.nats));
  } finally {
    await connected.nats.close();
  }
}
