import type { AcceptedEvent } from '#shared/events/envelope.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/**
 * The events of one frame, in order, and how much in it was no event. The door wrote it and checked every field, so this
 * looks at shapes only, for frames of another version or another hand. Never throws.
 */
export function readFrame(text: string): { events: AcceptedEvent[]; poison: number } {
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    return { events: [], poison: 1 };
  }
  if (!Array.isArray(items)) return { events: [], poison: 1 };
  const events = items.filter(isAcceptedEvent);
  return { events, poison: items.length - events.length };
}

function isAcceptedEvent(item: unknown): item is AcceptedEvent {
  if (typeof item !== 'object' || item === null) return false;
  const { id, source, type, time, receivedtime, world, asset, unit, sequence, data } = item as Record<string, unknown>;
  return (
    [id, source, type, world, asset, unit].every((text) => typeof text === 'string') &&
    isInstant(time) &&
    isInstant(receivedtime) &&
    (sequence === undefined || Number.isSafeInteger(sequence)) &&
    typeof data === 'object' &&
    data !== null
  );
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && instant.test(value) && !Number.isNaN(Date.parse(value));
}
