import { z } from 'zod';
import { findType } from '#shared/events/catalogue.ts';
import { contentHash } from '#shared/events/content-hash.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { identityKey } from '#shared/events/identity-key.ts';

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

/** The door wrote these; the check is against another version's or a stranger's frames, so it is of shape only. */
const acceptedShape = z.object({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(128),
  source: z.string().min(1).max(256),
  type: z.string().min(1).max(64),
  time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  receivedtime: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  world: z.string().min(1).max(40),
  asset: z.string().max(64),
  unit: z.string().max(32),
  sequence: z.int().min(0).optional(),
  data: z.record(z.string(), z.unknown()),
});

/** Reads one frame: its events in order, and apart from them what is not one. Never throws. */
export function readFrame(seq: number, text: string): { events: LoggedEvent[]; poison: Poison[] } {
  const events: LoggedEvent[] = [];
  const poison: Poison[] = [];
  let items: unknown;
  try {
    items = JSON.parse(text);
  } catch {
    items = undefined;
  }
  if (!Array.isArray(items)) {
    poison.push({ seq, idx: -1, world: '', source: '', id: '', detail: 'frame is not a JSON array', event: null });
    return { events, poison };
  }
  items.forEach((item: unknown, idx) => {
    const problem = findProblem(item);
    if (problem) {
      const { world = '', source = '', id = '' } = (item ?? {}) as Record<string, unknown>;
      poison.push({
        seq,
        idx,
        world: String(world),
        source: String(source),
        id: String(id),
        detail: problem,
        event: item,
      });
      return;
    }
    const event = item as AcceptedEvent;
    events.push({ seq, idx, key: identityKey(event.world, event.source, event.id), hash: contentHash(event), event });
  });
  return { events, poison };
}

function findProblem(item: unknown): string | undefined {
  const shape = acceptedShape.safeParse(item);
  if (!shape.success) return `not an accepted event: ${shape.error.issues[0]?.path.join('.') ?? ''}`;
  if (Number.isNaN(Date.parse(shape.data.time))) return 'time is no instant';
  if (!findType(shape.data.type)) return `no such type: ${shape.data.type}`;
  return undefined;
}
