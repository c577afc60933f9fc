import { z } from 'zod';
import { findType } from './catalogue.ts';
import type { AcceptedEvent } from './envelope.ts';

/** An event and its index in its frame. */
export type FramedEvent = { readonly idx: number; readonly event: AcceptedEvent };

/** Something in a frame that is no event of ours, and why; `idx` -1 is the frame itself. */
export type FramedPoison = { readonly idx: number; readonly detail: string; readonly item: unknown };

/** UTC with milliseconds, of a day that exists. */
const instant = z.core.regexes.datetime({ precision: 3 });

/**
 * Reads one frame of the log: its events in order, and apart from them what is not one. The door wrote it and checked
 * every field, so this looks at shapes only, for frames of another version or another hand. Never throws.
 */
export function readFrame(text: string): { events: FramedEvent[]; poison: FramedPoison[] } {
  const events: FramedEvent[] = [];
  const poison: FramedPoison[] = [];
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    items = undefined;
  }
  if (!Array.isArray(items)) return { events, poison: [{ idx: -1, detail: 'frame is not a JSON array', item: null }] };
  items.forEach((item: unknown, idx) => {
    const detail = findProblem(item);
    if (detail === undefined) events.push({ idx, event: item as AcceptedEvent });
    else poison.push({ idx, detail, item });
  });
  return { events, poison };
}

const texts = ['id', 'source', 'type', 'world', 'asset', 'unit'] as const;

function findProblem(item: unknown): string | undefined {
  if (typeof item !== 'object' || item === null) return 'not an object';
  const event = item as Partial<Record<keyof AcceptedEvent, unknown>>;
  for (const name of texts) if (typeof event[name] !== 'string') return `not an accepted event: ${name}`;
  if (!isInstant(event.time) || !isInstant(event.receivedtime)) return 'not an accepted event: time';
  const { sequence, data } = event;
  if (sequence !== undefined && !Number.isSafeInteger(sequence)) return 'not an accepted event: sequence';
  if (typeof data !== 'object' || data === null) return 'not an accepted event: data';
  return findType(event.type as string) ? undefined : 'no such type of event';
}

function isInstant(value: unknown): boolean {
  return typeof value === 'string' && instant.test(value);
}
