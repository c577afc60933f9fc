import type { LoggedEvent } from './logged-event.ts';

/**
 * How far every world has come by its own clock. Days are shared by all worlds, so none may be closed before the
 * slowest running world has left it behind.
 */
export function createHorizon() {
  const latestMs = new Map<string, number>();
  return {
    /** Reads the clock ticks of a batch. */
    observe(events: readonly LoggedEvent[]): void {
      for (const { event } of events) {
        if (event.type !== 'clock.tick') continue;
        const ms = Date.parse(event.time);
        if (ms > (latestMs.get(event.world) ?? -Infinity)) latestMs.set(event.world, ms);
      }
    },
    /** The instant before which nothing is kept, or null while no clock has been heard. */
    at(retentionD: number): number | null {
      return latestMs.size === 0 ? null : Math.min(...latestMs.values()) - retentionD * 86_400_000;
    },
  };
}
