import { once } from 'node:events';
import type { Addresses } from '#shared/service/addresses.ts';
import { createLog } from '#shared/service/log.ts';
import { connectNats } from '#shared/service/nats.ts';
import { createOfficeClient, type OfficeClient } from './office-client.ts';

const patienceMs = 60_000;

/** Connects to the office of the running system. Throws when the signal aborts before there is a connection. */
export async function connectOffice(
  { natsUrl, city }: Addresses,
  actor: string,
  signal: AbortSignal,
): Promise<{ office: OfficeClient; close: () => Promise<void> }> {
  const waiting = new AbortController();
  const connecting = connectNats(natsUrl, actor, createLog(actor, 'silent'));
  const stopped = signal.aborted
    ? Promise.resolve(undefined)
    : once(signal, 'abort', { signal: waiting.signal }).catch(() => undefined);
  const connected = await Promise.race([connecting, stopped]);
  waiting.abort();
  if (!connected || !('nats' in connected)) throw new Error('stopped before the system could be reached');
  const { nats } = connected;
  return { office: createOfficeClient(nats, { city, actor, patienceMs, signal }), close: () => nats.close() };
}
