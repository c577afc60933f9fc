import type { Problem } from '../http/problem.ts';
import type { Sender } from '../keys/sender.ts';
import type { RefusalCounts } from './refusal-counts.ts';
import type { RefusedIds } from './refused-ids.ts';

/** Counts a refused event, or a refused body of which nobody can tell how many events it held. */
export type NoteRefused = (sender: Sender, problem: Problem, id?: string) => void;

/** Notes refusals for the receipts of their sender. */
export function createNoteRefused(counts: RefusalCounts, ids: RefusedIds, now: () => number): NoteRefused {
  return ({ key: { world, source } }, { type, path }, id) => {
    const problem = type.slice(type.lastIndexOf(':') + 1);
    counts.add(world, source, problem);
    if (id !== undefined) {
      ids.note(world, source, id, { at: new Date(now()).toISOString(), problem, ...(path !== undefined && { path }) });
    }
  };
}
