import type { QueueRow } from '../queue/queue-row.ts';

/** Rows that called when it was last decided, and when it last sounded. */
export type SoundMemory = { readonly calling: ReadonlySet<string>; readonly lastMs: number | null };

export const silentSoFar: SoundMemory = { calling: new Set(), lastMs: null };

/** While a P1 is nobody's, it sounds again after this long. */
const againAfterMs = 60_000;

/**
 * Whether to sound now, by the desk's own clock: for a P1 that did not call before, and again each minute for as long as one is
 * unacknowledged. What is there when the desk opens sounds once too; who took it meanwhile silences it everywhere.
 */
export function decideSound(
  rows: readonly QueueRow[],
  memory: SoundMemory,
  { nowMs, isAllowed }: { readonly nowMs: number; readonly isAllowed: boolean },
): { readonly sounds: boolean; readonly memory: SoundMemory } {
  const calling = rows.filter((row) => row.callsAt === 'P1' && row.isUnacknowledged && !row.isDone);
  const isNew = calling.some(({ key }) => !memory.calling.has(key));
  const isDue = calling.length > 0 && (memory.lastMs === null || nowMs - memory.lastMs >= againAfterMs);
  const sounds = isAllowed && (isNew || isDue);
  return {
    sounds,
    memory: { calling: new Set(calling.map(({ key }) => key)), lastMs: sounds ? nowMs : memory.lastMs },
  };
}
