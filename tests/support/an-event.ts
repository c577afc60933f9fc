import type { AcceptedEvent } from '#shared/events/envelope.ts';

/** An accepted event of the test city with whatever the test cares about laid over it. */
export function anEvent(
  type: string,
  data: Record<string, unknown>,
  over: Partial<Omit<AcceptedEvent, 'type' | 'data'>> = {},
): AcceptedEvent {
  return {
    specversion: '1.0',
    id: 'e1',
    source: 'urn:test:source',
    type,
    time: '2026-11-23T01:00:00.000Z',
    asset: 'P00004',
    unit: '00004',
    receivedtime: '2026-11-23T01:00:00.500Z',
    world: 'live',
    data,
    ...over,
  };
}
