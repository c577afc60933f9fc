import type { AnnouncementRow } from '#shared/store/read-announcements.ts';
import type { WorstActors } from '#shared/store/read-worst-actors.ts';
import type { ClosureTold } from '#shared/wire/promise-commands.ts';
import type { MaintenanceTold, ShelfTold } from '#shared/wire/alert-commands.ts';
import type { Taker } from '../taker.ts';

/** What the desk asks for now and then: too long to be told at every change. `shelves` null: they cannot be read. */
export type LoadReport = {
  readonly announced: readonly AnnouncementRow[];
  readonly worst: WorstActors;
  readonly shelves: readonly ShelfTold[] | null;
  /** Announced by units, to be decided; null: they cannot be read. */
  readonly closures: readonly ClosureTold[] | null;
  /** Maintenance windows that are on or to come; null: they cannot be read. */
  readonly planned: readonly MaintenanceTold[] | null;
  readonly officers: number;
  /** Who may be given an incident; null: not told, or it cannot be read. */
  readonly takers: readonly Taker[] | null;
};

const askEveryMs = 60_000;
const timeoutMs = 20_000;

/** Asks now and each minute; what cannot be read leaves the last as it was. Returns how to stop, and how to ask at once. */
export function followLoad(
  world: string,
  onReport: (report: LoadReport) => void,
): { stop: () => void; askNow: () => void } {
  const stop = new AbortController();
  const ask = async (): Promise<void> => {
    try {
      const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
      const answer = await fetch(`/duty/load.json?world=${encodeURIComponent(world)}`, { signal });
      if (answer.ok) onReport((await answer.json()) as LoadReport);
    } catch {
      // The server or its database is away; the desk says so by the feed.
    }
  };
  const timer = setInterval(() => void ask(), askEveryMs);
  void ask();
  return {
    stop: () => {
      stop.abort();
      clearInterval(timer);
    },
    askNow: () => void ask(),
  };
}
