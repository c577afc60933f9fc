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

/**
 * Something the writer found and could not count, or not carry out: kept whole, never in the way of the rest. `conflict`:
 * an identity with another content; `poison`: no event; `void`: a withdrawal of what it may not withdraw; `closed`: an
 * event of a sealed day; `hole`: frames that were gone before they were read (`idx` -1).
 */
export type Finding = {
  readonly found: 'conflict' | 'poison' | 'void' | 'closed' | 'hole';
  readonly seq: number;
  readonly idx: number;
  readonly world: string;
  readonly source: string;
  readonly id: string;
  readonly detail: string;
  readonly event: unknown;
};

/** What was found of an event. */
export function findingOf(
  { seq, idx, event }: Omit<LoggedEvent, 'key' | 'hash'>,
  found: Finding['found'],
  detail: string,
): Finding {
  return { ...{ found, seq, idx, detail, event }, world: event.world, source: event.source, id: event.id };
}

/** Frames from `seq` to `to` that can no longer be read. */
export function holeOf(seq: number, to: number): Finding {
  const detail = `frames ${seq} to ${to} were gone from the log before they were counted`;
  return { ...{ found: 'hole', seq, idx: -1, detail, event: null }, world: '', source: '', id: '' };
}

/** Reads one frame into what the writer counts by. Never throws. */
export function readLoggedFrame(seq: number, text: string): { events: LoggedEvent[]; findings: Finding[] } {
  const frame = readFrame(text);
  return {
    events: frame.events.map(({ idx, event }) => ({
      ...{ seq, idx, event },
      key: identityKey(event.world, event.source, event.id),
      hash: contentHash(event),
    })),
    findings: frame.poison.map(({ idx, detail, item }) => {
      const { world, source, id } = (item ?? {}) as Record<string, unknown>;
      const names = { world: toText(world), source: toText(source), id: toText(id) };
      return { found: 'poison', ...{ seq, idx, detail, event: item }, ...names };
    }),
  };
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
