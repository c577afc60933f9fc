import type { DirtyKeys, Position } from './topic-source.ts';

/**
 * Where one screen stands in one topic. `missed` holds what it was not sent because it was not draining: it gets the
 * newest of all of it at once when it drains, never the steps between.
 */
export type Cursor =
  { readonly at: 'start' } | ({ readonly at: 'moving'; readonly missed: Map<string, string> | null } & Position);

/** What a screen is to be sent now, and where it stands then. */
export type Step = {
  readonly cursor: Cursor;
  readonly send: 'nothing' | 'snapshot' | { readonly from: number; readonly keys: DirtyKeys };
};

/** One tick of one screen in one topic; `dirty` is what changed since the last tick of its rate. */
export function advanceCursor(
  cursor: Cursor,
  { position, dirty, canTake }: { readonly position: Position; readonly dirty: DirtyKeys; readonly canTake: boolean },
): Step {
  const { generation, offset } = position;
  if (cursor.at === 'start' || cursor.generation !== generation) {
    if (!canTake) return { cursor: { at: 'start' }, send: 'nothing' };
    return { cursor: { at: 'moving', generation, offset, missed: null }, send: 'snapshot' };
  }
  if (!canTake)
    return { cursor: dirty.size === 0 ? cursor : { ...cursor, missed: merge(cursor.missed, dirty) }, send: 'nothing' };
  const keys = cursor.missed ? merge(cursor.missed, dirty) : dirty;
  if (keys.size === 0) return { cursor, send: 'nothing' };
  return { cursor: { at: 'moving', generation, offset, missed: null }, send: { from: cursor.offset, keys } };
}

function merge(missed: Map<string, string> | null, dirty: DirtyKeys): Map<string, string> {
  if (!missed) return new Map(dirty);
  for (const [key, value] of dirty) missed.set(key, value);
  return missed;
}
