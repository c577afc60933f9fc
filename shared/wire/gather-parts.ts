import type { CountRow, CountsMessage } from './counts.ts';

/** One whole commit: its number and the rows it changed, by world. */
export type WholeCommit = { readonly commit: number; readonly rows: ReadonlyMap<string, readonly CountRow[]> };

/**
 * Puts the parts of a commit together. They come in order from one publisher; a commit that lost a part never comes out,
 * and its number is then missing for who counts them.
 */
export function createPartGatherer(): (message: CountsMessage) => WholeCommit | null {
  let commit = -1;
  let next = 0;
  let rows = new Map<string, CountRow[]>();
  return (message) => {
    if (message.part === 0) {
      commit = message.commit;
      next = 0;
      rows = new Map();
    }
    if (message.commit !== commit || message.part !== next) return null;
    next++;
    for (const { world, rows: more } of message.worlds) rows.set(world, [...(rows.get(world) ?? []), ...more]);
    return next === message.parts ? { commit, rows } : null;
  };
}
