import { contentHash } from '#shared/events/content-hash.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { identityKey } from '#shared/events/identity-key.ts';
import { readFrame } from '#shared/events/read-frame.ts';

/** An event with its place in the log, its identity (128 bits of world, source and id) and what it says (128 bits). */
export type LoggedEvent = {
  readonly seq: number;
  readonly idx: number;
  readonly key: string;
  readonly hash: string;
  readonly event: AcceptedEvent;
};

/** Something in the log that cannot be an event: kept whole, counted nowhere, never in the way of the rest. */
export type Poison = {
  readonly seq: number;
  readonly idx: number;
  readonly world: string;
  readonly source: string;
  readonly id: string;
  readonly detail: string;
  readonly event: unknown;
};

/** Reads one frame into what the writer counts by. Never throws. */
export function readLoggedFrame(seq: number, text: string): { events: LoggedEvent[]; poison: Poison[] } {
  const frame = readFrame(text);
  return {
    events: frame.events.map(({ idx, event }) => ({
      ...{ seq, idx, event },
      key: identityKey(event.world, event.source, event.id),
      hash: contentHash(event),
    })),
    poison: frame.poison.map(({ idx, detail, item }) => {
      const { world = '', source = '', id = '' } = (item ?? {}) as Record<string, unknown>;
      return { ...{ seq, idx, detail, event: item }, world: String(world), source: String(source), id: String(id) };
    }),
  };
}
