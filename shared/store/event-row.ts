import type { AcceptedEvent } from '../events/envelope.ts';

/** A row of `events`. */
export type EventRow = {
  world: string;
  source: string;
  id: string;
  type: string;
  time: Date;
  received: Date;
  unit: string;
  asset: string;
  sequence: number | null;
  data: Record<string, unknown>;
};

/** Columns of `events` that make an event again with `toEvent`. */
export const eventColumns = 'world, source, id, type, time, received, unit, asset, sequence, data';

/** A row of `events` as the event it was. */
export function toEvent(row: EventRow): AcceptedEvent {
  const { received, time, sequence, ...rest } = row;
  return {
    specversion: '1.0',
    ...rest,
    time: time.toISOString(),
    receivedtime: received.toISOString(),
    ...(sequence === null ? {} : { sequence }),
  };
}
