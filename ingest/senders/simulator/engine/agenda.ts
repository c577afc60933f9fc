/** What is still to happen, in the order of time; what is due at one instant happens in the order it was entered. */
export type Agenda = {
  /** Enters an act; its time is rounded to a whole millisecond. Throws for a time that is past. */
  at(timeMs: number, act: () => void): void;
  /** When the next act is due; undefined: never. */
  next(): number | undefined;
  /** Does everything due before `timeMs`, also what is entered meanwhile; then it is `timeMs`. */
  runUntil(timeMs: number): void;
  /** The time of the act that is being done, or that was reached last. */
  nowMs(): number;
};

type Entry = { readonly timeMs: number; readonly order: number; readonly act: () => void };

/** An agenda that begins at `startMs`: a binary heap, so that entering and taking cost O(log n). */
export function createAgenda(startMs = 0): Agenda {
  const heap: Entry[] = [];
  let now = startMs;
  let entered = 0;
  return {
    at: (timeMs, act) => {
      const dueMs = Math.round(timeMs);
      if (!(dueMs >= now)) throw new RangeError(`agenda.at: ${timeMs} is before now, ${now}`);
      push(heap, { timeMs: dueMs, order: entered, act });
      entered += 1;
    },
    next: () => heap[0]?.timeMs,
    runUntil: (timeMs) => {
      for (let first = heap[0]; first && first.timeMs < timeMs; first = heap[0]) {
        pop(heap);
        now = first.timeMs;
        first.act();
      }
      now = Math.max(now, timeMs);
    },
    nowMs: () => now,
  };
}

function isBefore(one: Entry, other: Entry): boolean {
  return one.timeMs < other.timeMs || (one.timeMs === other.timeMs && one.order < other.order);
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length;
  heap.push(entry);
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above] as Entry;
    if (isBefore(parent, entry)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
}

/** Takes the first entry away: the last one sinks from its place. */
function pop(heap: Entry[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  let at = 0;
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    const right = child + 1;
    if (right < heap.length && isBefore(heap[right] as Entry, heap[child] as Entry)) child = right;
    const lower = heap[child] as Entry;
    if (isBefore(last, lower)) break;
    heap[at] = lower;
    at = child;
  }
  heap[at] = last;
}
