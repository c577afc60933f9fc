import { setImmediate } from 'node:timers/promises';
import { addToMinutes, type RollUpDeltas } from '#shared/kpi/roll-up.ts';
import type { SeriesIndex } from '#shared/kpi/series.ts';
import type { LoggedEvent } from './logged-event.ts';

// Some five milliseconds of work, after which what came from the database is looked at.
const sliceEvents = 500;

/** The minute deltas of some events, gathered in slices so that the connection is served meanwhile. */
export async function measureEvents(index: SeriesIndex, events: readonly LoggedEvent[]): Promise<RollUpDeltas> {
  const deltas: RollUpDeltas = new Map();
  for (let at = 0; at < events.length; at += sliceEvents) {
    for (const { event } of events.slice(at, at + sliceEvents)) addToMinutes(deltas, index, event);
    await setImmediate();
  }
  return deltas;
}
