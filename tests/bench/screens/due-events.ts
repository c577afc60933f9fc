import { assetOf, type Assets } from '../make-events.ts';

/** What an open-loop run sends and when: event `n` is due at `startMs + n / ratePerS`. Events before `countFrom` warm up. */
export type OpenRun = {
  readonly startMs: number;
  readonly ratePerS: number;
  readonly events: number;
  readonly countFrom: number;
};

/** When each asset's events are due, in order. */
export type DueByAsset = ReadonlyMap<string, readonly number[]>;

/** The events of a run that count, by asset, in whole milliseconds as events carry them. */
export function listDue(assets: Assets, run: OpenRun): DueByAsset {
  const due = new Map<string, number[]>();
  for (let n = run.countFrom; n < run.events; n += 1) {
    const asset = assetOf(assets, n);
    const ms = Math.floor(run.startMs + (n * 1_000) / run.ratePerS);
    const list = due.get(asset);
    if (list) list.push(ms);
    else due.set(asset, [ms]);
  }
  return due;
}

/**
 * Follows one screen through a run. Deltas are merged by asset, so an event may never be sent by itself: it has arrived
 * with the first view of its asset that is at least as new. Every event due is counted so, or is left over as unseen;
 * counting only the views that came would hide all that waited behind them.
 */
export function followDue(due: DueByAsset, onArrival: (latencyMs: number) => void) {
  const arrived = new Map<string, number>();
  return {
    /** A view of `asset` that holds events up to `seenMs` arrived. */
    take(asset: string, seenMs: number, nowMs: number): void {
      const list = due.get(asset) ?? [];
      let at = arrived.get(asset) ?? 0;
      for (let dueMs = list[at]; dueMs !== undefined && dueMs <= seenMs; dueMs = list[at]) {
        onArrival(nowMs - dueMs);
        at += 1;
      }
      arrived.set(asset, at);
    },
    /** Events not seen yet, as if they arrived now; returns how many. */
    giveUp(nowMs: number): number {
      let unseen = 0;
      for (const [asset, list] of due) {
        for (const dueMs of list.slice(arrived.get(asset) ?? 0)) {
          onArrival(nowMs - dueMs);
          unseen += 1;
        }
      }
      return unseen;
    },
  };
}
