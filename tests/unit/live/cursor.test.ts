import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceCursor, type Cursor } from '../../../stream/live/push/cursor.ts';

const dirty = (...keys: string[]) => new Map(keys.map((key) => [key, key]));
const moving = (offset: number, missed: Map<string, string> | null = null): Cursor => ({
  at: 'moving',
  generation: 1,
  offset,
  missed,
});
const at = (offset: number, generation = 1) => ({ generation, offset });

describe('a cursor', () => {
  it('starts with a snapshot, and starts over with another generation', () => {
    expect(advanceCursor({ at: 'start' }, { position: at(7), dirty: dirty('a'), canTake: true })).toEqual({
      cursor: moving(7),
      send: 'snapshot',
    });
    expect(advanceCursor(moving(7), { position: at(3, 2), dirty: dirty(), canTake: true }).send).toBe('snapshot');
  });

  it('waits for its snapshot while it cannot take it', () => {
    expect(advanceCursor(moving(7), { position: at(3, 2), dirty: dirty('a'), canTake: false })).toEqual({
      cursor: { at: 'start' },
      send: 'nothing',
    });
  });

  it('is sent nothing when nothing changed, and then a delta from where it stood', () => {
    const quiet = advanceCursor(moving(7), { position: at(9), dirty: dirty(), canTake: true });
    expect(quiet).toEqual({ cursor: moving(7), send: 'nothing' });
    const changed = dirty('a');
    expect(advanceCursor(quiet.cursor, { position: at(11), dirty: changed, canTake: true })).toEqual({
      cursor: moving(11),
      send: { from: 7, keys: changed },
    });
  });

  it('gets everything it missed at once when it drains', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.subarray(['a', 'b', 'c', 'd']), fc.boolean()), { maxLength: 20 }), (ticks) => {
        let cursor: Cursor = moving(0);
        const owed = new Set<string>();
        ticks.concat([[[], true]]).forEach(([keys, canTake], index) => {
          for (const key of keys) owed.add(key);
          const held = cursor.at === 'moving' ? cursor.offset : -1;
          const step = advanceCursor(cursor, { position: at(index + 1), dirty: dirty(...keys), canTake });
          cursor = step.cursor;
          if (typeof step.send !== 'object') return;
          expect(canTake).toBe(true);
          expect(step.send.from).toBe(held);
          expect(new Set(step.send.keys.keys())).toEqual(owed);
          owed.clear();
        });
        expect(owed.size).toBe(0);
      }),
    );
  });
});
