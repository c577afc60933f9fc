import type { Agenda } from './agenda.ts';

/** Why somebody left a queue without being served. */
export type Left = 'patience' | 'sent_away';

/** What happens in a queue, told to whoever keeps it. Servers are numbered from 1. */
export type QueueHooks<Item> = {
  /** How long serving takes. */
  readonly serviceMs: (item: Item) => number;
  readonly called: (item: Item, server: number, waitMs: number) => void;
  readonly served: (item: Item, server: number, serviceMs: number) => void;
  readonly left: (item: Item, waitMs: number, why: Left) => void;
  readonly opened?: (server: number) => void;
  readonly closed?: (server: number, openMs: number) => void;
};

/** One queue before several servers, first come first served. How long it grows follows from who comes and who serves. */
export type ServiceQueue<Item> = {
  /** Joins at the end, and leaves when `patienceMs` have passed in vain; Infinity: stays. */
  readonly join: (item: Item, patienceMs: number) => void;
  /** Opens servers 1 to `count` and closes the others, a busy one when it has done its work. */
  readonly setServers: (count: number) => void;
  /** Everyone who waits leaves. */
  readonly sendAway: () => void;
  readonly waiting: () => number;
  /** Servers that are open, busy or free. */
  readonly servers: () => number;
  readonly busy: () => number;
};

type Server = { number: number; openSinceMs: number | null; isBusy: boolean };
type Entry<Item> = { item: Item; sinceMs: number; isGone: boolean };

/** An empty queue whose servers are closed. */
export function createServiceQueue<Item>(agenda: Agenda, hooks: QueueHooks<Item>): ServiceQueue<Item> {
  const servers: Server[] = [];
  const line = createLine<Item>();
  let wanted = 0;
  let open = 0;
  let busy = 0;

  const close = (server: Server): void => {
    const openMs = agenda.nowMs() - (server.openSinceMs ?? agenda.nowMs());
    server.openSinceMs = null;
    open -= 1;
    hooks.closed?.(server.number, openMs);
  };
  const call = (server: Server, { item, sinceMs }: Entry<Item>): void => {
    const calledMs = agenda.nowMs();
    server.isBusy = true;
    busy += 1;
    hooks.called(item, server.number, calledMs - sinceMs);
    const serviceMs = Math.max(1, Math.round(hooks.serviceMs(item)));
    agenda.at(calledMs + serviceMs, () => {
      server.isBusy = false;
      busy -= 1;
      hooks.served(item, server.number, serviceMs);
      settle(server);
    });
  };
  /** A free server closes if it is not wanted, or else takes the next one. */
  const settle = (server: Server): void => {
    if (server.openSinceMs === null || server.isBusy) return;
    if (server.number > wanted) close(server);
    else {
      const next = line.take();
      if (next) call(server, next);
    }
  };
  return {
    join: (item, patienceMs) => {
      const sinceMs = agenda.nowMs();
      const entry: Entry<Item> = { item, sinceMs, isGone: false };
      const free =
        line.length() === 0 && busy < open
          ? servers.find(({ openSinceMs, isBusy }) => openSinceMs !== null && !isBusy)
          : undefined;
      if (free) {
        call(free, entry);
        return;
      }
      line.add(entry);
      if (!Number.isFinite(patienceMs)) return;
      agenda.at(sinceMs + patienceMs, () => {
        if (entry.isGone) return;
        line.drop(entry);
        hooks.left(item, agenda.nowMs() - sinceMs, 'patience');
      });
    },
    setServers: (count) => {
      wanted = count;
      while (servers.length < count) servers.push({ number: servers.length + 1, openSinceMs: null, isBusy: false });
      for (const server of servers) {
        if (server.number <= wanted && server.openSinceMs === null) {
          server.openSinceMs = agenda.nowMs();
          open += 1;
          hooks.opened?.(server.number);
        }
        settle(server);
      }
    },
    sendAway: () => {
      for (let entry = line.take(); entry; entry = line.take()) {
        hooks.left(entry.item, agenda.nowMs() - entry.sinceMs, 'sent_away');
      }
    },
    waiting: line.length,
    servers: () => open,
    busy: () => busy,
  };
}

/** Those who wait. Whoever leaves out of turn is only marked, and passed over when reached. */
function createLine<Item>(): {
  add: (entry: Entry<Item>) => void;
  take: () => Entry<Item> | undefined;
  drop: (entry: Entry<Item>) => void;
  length: () => number;
} {
  let entries: Entry<Item>[] = [];
  let first = 0;
  let waiting = 0;
  const leave = (entry: Entry<Item>): void => {
    entry.isGone = true;
    waiting -= 1;
  };
  return {
    add: (entry) => {
      entries.push(entry);
      waiting += 1;
    },
    take: () => {
      for (let entry = entries[first]; entry; entry = entries[first]) {
        first += 1;
        if (first > 1_000 && first * 2 > entries.length) {
          entries = entries.slice(first);
          first = 0;
        }
        if (!entry.isGone) {
          leave(entry);
          return entry;
        }
      }
      return undefined;
    },
    drop: leave,
    length: () => waiting,
  };
}
