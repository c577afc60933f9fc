import type { z } from 'zod';
import { findType } from './catalogue.ts';
import { isSentEnvelope, sentEnvelope, type SentEvent } from './envelope.ts';
import type { EventKind, EventType } from './kind.ts';

/** What is wrong and where: `path` is a JSON path such as `data.waitS`. Never carries a value the sender wrote. */
export type Fault = { readonly path: string; readonly reason: string };

/** `time` of a parsed event is UTC with milliseconds. */
export type ParsedEvent =
  | { readonly ok: true; readonly event: SentEvent; readonly kind: EventKind; readonly type: EventType }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks one event as a sender wrote it: envelope first, then the data by its type. Total: never throws. */
export function parseSentEvent(value: unknown): ParsedEvent {
  if (!isSentEnvelope(value)) {
    const { error } = sentEnvelope.safeParse(value);
    return { ok: false, faults: error ? toFaults(error, '') : [{ path: '', reason: 'not an event' }] };
  }
  const declared = findType(value.type);
  if (!declared || declared.kind.assetKinds.length === 0) {
    return { ok: false, faults: [{ path: 'type', reason: 'no such type of event; the types are listed in /docs' }] };
  }
  const data = declared.type.data.safeParse(value.data);
  if (!data.success) return { ok: false, faults: toFaults(data.error, 'data') };
  const event: SentEvent = { ...value, data: data.data, time: toUtc(value.time) };
  return { ok: true, event, ...declared };
}

/** An RFC 3339 time as UTC with milliseconds; one that is so already costs nothing. */
function toUtc(time: string): string {
  return time.length === 24 && time.endsWith('Z') ? time : new Date(time).toISOString();
}

function toFaults(error: z.ZodError, prefix: string): Fault[] {
  return error.issues.slice(0, 8).map((issue) => ({
    path: [...(prefix ? [prefix] : []), ...issue.path.map(nameOfKey)].join('.'),
    reason:
      issue.code === 'unrecognized_keys' ? `unknown field ${issue.keys.map(nameOfKey).join(', ')}` : issue.message,
  }));
}

/** A sender's own key may be a phone number; only what looks like a field name is repeated. */
function nameOfKey(key: PropertyKey): string {
  return typeof key === 'number' || (typeof key === 'string' && /^[A-Za-z_]{1,40}$/.test(key)) ? String(key) : '•••';
}
