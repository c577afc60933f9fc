import { connect, type NatsConnection } from '@nats-io/transport-node';
import type { Log } from './log.ts';
import { natsAddress } from './nats-address.ts';

/**
 * A connection that never gives up: reconnects for ever, and finds a half-open link within 15 s (a ping every 5 s, two
 * may be missed). `failed` settles when the client closed for good, which is a reason to exit.
 */
export async function connectNats(
  url: string,
  name: string,
  log: Log,
): Promise<{ nats: NatsConnection; failed: Promise<Error> }> {
  const nats = await connect({
    ...natsAddress(url),
    name,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
    waitOnFirstConnect: true,
    ignoreAuthErrorAbort: true,
    inboxPrefix: `_INBOX_${name.replaceAll(/[^A-Za-z0-9]/g, '_')}`,
  });
  void (async () => {
    for await (const status of nats.status()) {
      if (['disconnect', 'reconnect', 'error', 'staleConnection'].includes(status.type)) {
        log.warn({ status: status.type }, 'nats');
      }
    }
  })();
  const failed = nats.closed().then((error) => (error instanceof Error ? error : new Error('nats connection closed')));
  return { nats, failed };
}
