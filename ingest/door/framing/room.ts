import type { FramingBounds } from './frame.ts';

/** What a sender holds of the room, waiting or on its way. */
export type Held = { events: number; bytes: number };

/*
 * A sender may hold as much as is still free (the dynamic threshold of switch buffers): one alone gets half of all room,
 * several share it. Less than its share each may hold in any case: then whoever holds most makes room.
 */

/** Nobody holds anything. */
export function createRoom(bounds: FramingBounds) {
  const all: Held = { events: 0, bytes: 0 };
  let holders = 0;
  return {
    /** Whether a sender that holds this may hold so much more. */
    mayHold: (held: Held | undefined, more: Held): boolean => {
      const [events, bytes] = [(held?.events ?? 0) + more.events, (held?.bytes ?? 0) + more.bytes];
      // One share is left for whoever comes next.
      const shares = holders + (held && held.events > 0 ? 1 : 2);
      if (events <= bounds.pendingEvents / shares && bytes <= bounds.pendingBytes / shares) return true;
      return (
        events <= bounds.pendingEvents - all.events - more.events &&
        bytes <= bounds.pendingBytes - all.bytes - more.bytes
      );
    },
    /** Whether so much is free. */
    isFree: (more: Held): boolean =>
      all.events + more.events <= bounds.pendingEvents && all.bytes + more.bytes <= bounds.pendingBytes,
    take: (held: Held, more: Held): void => {
      if (held.events === 0) holders += 1;
      for (const sum of [held, all]) {
        sum.events += more.events;
        sum.bytes += more.bytes;
      }
    },
    give: (held: Held, less: Held): void => {
      for (const sum of [held, all]) {
        sum.events -= less.events;
        sum.bytes -= less.bytes;
      }
      if (held.events === 0) holders -= 1;
    },
    isEmpty: (): boolean => all.events === 0,
  };
}
