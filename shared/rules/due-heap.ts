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
  const heap: { dueMs: number; thing: Thing }[] = [];
  const current = new Map<Thing, number>();
  const at = (index: number): number => heap[index]?.dueMs ?? Infinity;
  const swap = (a: number, b: number): void => {
    const [one, other] = [heap[a], heap[b]];
    if (one && other) [heap[a], heap[b]] = [other, one];
  };
  const sink = (): void => {
    for (let index = 0; ;) {
      const child = at(2 * index + 1) <= at(2 * index + 2) ? 2 * index + 1 : 2 * index + 2;
      if (at(child) >= at(index)) return;
      swap(index, child);
      index = child;
    }
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
      heap.push({ dueMs, thing });
      for (let index = heap.length - 1; index > 0;) {
        const parent = (index - 1) >> 1;
        if (at(parent) <= at(index)) break;
        swap(index, parent);
        index = parent;
      }
    },
    take: (nowMs) => {
      const due: Thing[] = [];
      while (at(0) <= nowMs) {
        const [top] = heap;
        const last = heap.pop();
        if (!top || !last) break;
        if (heap.length > 0) heap[0] = last;
        sink();
        if (current.get(top.thing) !== top.dueMs) continue;
        current.delete(top.thing);
        due.push(top.thing);
      }
      return due;
    },
  };
}
