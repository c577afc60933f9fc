/** Who waits, and how far it was served, in bytes. */
type Waiting = { servedTo: number };

/*
 * Start-time fair queueing: next is who was served least so far. Who comes back after having had nothing waiting is one
 * turn behind the others, and no further: one that sends less than its share is always next, and by pausing nobody gets more.
 */

/** Nobody waits. */
export function createFairQueue<Lane extends Waiting>() {
  /** The one furthest behind first. */
  let lanes: Lane[] = [];
  let servedTo = 0;
  let lastBytes = 0;
  const put = (lane: Lane): void => {
    let at = lanes.length;
    while (at > 0 && (lanes[at - 1]?.servedTo ?? 0) > lane.servedTo) at -= 1;
    lanes.splice(at, 0, lane);
  };
  return {
    next: (): Lane | undefined => lanes[0],
    all: (): readonly Lane[] => lanes,
    enter: (lane: Lane): void => {
      lane.servedTo = Math.max(lane.servedTo, servedTo - lastBytes);
      put(lane);
    },
    /** The next one was served so many bytes; `stays` when it waits for more. */
    serve: (bytes: number, stays: boolean): void => {
      const lane = lanes.shift();
      if (!lane) return;
      servedTo = Math.max(servedTo, lane.servedTo);
      lane.servedTo += bytes;
      lastBytes = bytes;
      if (stays) put(lane);
    },
    /** Lets all go that wait for nothing any more. */
    keep: (waits: (lane: Lane) => boolean): void => {
      lanes = lanes.filter(waits);
    },
    /** Whether it was served more than others that wait. */
    isAhead: (lane: Lane): boolean => lane.servedTo > servedTo,
  };
}
