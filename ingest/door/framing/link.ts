import type { NatsConnection } from '@nats-io/transport-node';

/** Whether the connection to NATS stands, and a way to hear when that changes. */
export type Link = {
  readonly isUp: () => boolean;
  /** Calls `listener` at the next change only; the answer takes it back. */
  readonly onNextChange: (listener: () => void) => () => void;
};

/** Follows a connection's state. */
export function followLink(nats: NatsConnection): Link {
  let isUp = true;
  const listeners = new Set<() => void>();
  const change = (up: boolean): void => {
    if (up === isUp) return;
    isUp = up;
    const called = [...listeners];
    listeners.clear();
    for (const listener of called) listener();
  };
  void (async () => {
    for await (const { type } of nats.status()) {
      if (type === 'disconnect') change(false);
      else if (type === 'reconnect') change(true);
    }
  })();
  return {
    isUp: () => isUp,
    onNextChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
