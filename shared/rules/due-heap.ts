/** What is due when, the earliest first; a thing is in it under its newest time only. */
export type DueHeap<Thing> = {
  /** Replaces the time of a thing; null takes it out. */
  readonly set: (thing: Thing, dueMs: number | null) => void;
  /** When a thing is due; null: it is not in the heap. */
  readonly get: (thing: Thing) => number | null;
  /** No thing is due before this; Infinity: none is due at all. */
  readonly next: () => number;
  /** Takes out everything due at or before an instant. */
  readonly take: (nowMs: number) => Thing[];
};

/** An empty heap: O(log n) a change, outdated entries are skipped when they come up. */
export function createDueHeap<Thing>(): DueHeap<Thing> {
  // Two lists instead of one of pairs: times are compared a dozen times for each change.
  const times: number[] = [];
  const things: Thing[] = [];
  const current = new Map<Thing, number>();
  const at = (index: number): number => times[index] ?? Infinity;
  const put = (index: number, dueMs: number, thing: Thing): void => {
    times[index] = dueMs;
    things[index] = thing;
  };
  const rise = (dueMs: number, thing: Thing): void => {
    let index = times.length;
    for (let parent = (index - 1) >> 1; index > 0 && at(parent) > dueMs; parent = (index - 1) >> 1) {
      put(index, at(parent), things[parent] as Thing);
      index = parent;
    }
    put(index, dueMs, thing);
  };
  const sink = (dueMs: number, thing: Thing): void => {
    const length = times.length;
    let index = 0;
    for (let child = 1; child < length; child = 2 * index + 1) {
      if (child + 1 < length && at(child + 1) < at(child)) child += 1;
      if (at(child) >= dueMs) break;
      put(index, at(child), things[child] as Thing);
      index = child;
    }
    put(index, dueMs, thing);
  };
  return {
    get: (thing) => current.get(thing) ?? null,
    next: () => at(0),
    set: (thing, dueMs) => {
      if (current.get(thing) === (dueMs ?? undefined)) return;
      if (dueMs === null) {
        current.delete(thing);
        return;
      }
      current.set(thing, dueMs);
      rise(dueMs, thing);
    },
    take: (nowMs) => {
      const due: Thing[] = [];
      while (at(0) <= nowMs) {
        const [dueMs, thing] = [at(0), things[0] as Thing];
        const [lastMs, last] = [times.pop(), things.pop() as Thing];
        if (times.length > 0 && lastMs !== undefined) sink(lastMs, last);
        if (current.get(thing) !== dueMs) continue;
        current.delete(thing);
        due.push(thing);
      }
      return due;
    },
  };
}
