import { forgetHourly } from './forget-notices.ts';
import { runHeartbeat } from './heartbeat.ts';
import { runOutbox, type OutboxOptions } from './run-outbox.ts';

/** Starts sending what the outbox holds. One at a time in a city: the duty process that holds the place in the log. */
export function startNotify(options: OutboxOptions) {
  const stopping = new AbortController();
  const outbox = runOutbox(options, stopping.signal);
  const { lastRoundMs } = outbox;
  const heartbeat = runHeartbeat({ ...options, lastRoundMs, fetch: globalThis.fetch }, stopping.signal);
  const forgetting = forgetHourly(options, stopping.signal);
  return {
    lastRoundMs,
    stop: async (): Promise<void> => {
      stopping.abort();
      await Promise.all([outbox.done, heartbeat, forgetting]);
    },
  };
}
