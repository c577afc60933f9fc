import { once } from 'node:events';
import type { FoundAddresses } from '#shared/service/addresses.ts';
import { readCommandKey } from '#shared/service/command-key.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createOfficeClient, type OfficeClient } from './office-client.ts';

const patienceMs = 60_000;

/**
 * Connects to the office of the running system, as the process of that name. Throws when the signal aborts before there
 * is a connection, or when the data folder may not be read.
 */
export async function connectOffice(
  { natsUrl, city, dataDir }: FoundAddresses,
  name: string,
  signal: AbortSignal,
): Promise<{ office: OfficeClient; close: () => Promise<void> }> {
  const key = readCommandKey(dataDir);
  const waiting = new AbortController();
  const connecting = connectNats(natsUrl, name, createLog(name, 'silent'));
  const stopped = signal.aborted
    ? Promise.resolve(undefined)
    : once(signal, 'abort', { signal: waiting.signal }).catch(() => undefined);
  const connected = await Promise.race([connecting, stopped]);
  waiting.abort();
  if (!connected || !('nats' in connected)) throw new Error('stopped before the system could be reached');
  const { nats } = connected;
  const client = createOfficeClient(nats, { city, actor: `process:${name}`, key, patienceMs, signal });
  return { office: client, close: () => nats.close() };
}
