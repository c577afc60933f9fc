import type { RefusedArrival } from '../docs/try-report.ts';

type Known = {
  readonly total: number;
  readonly changedMs: number;
  readonly readMs: number;
  readonly items: readonly RefusedArrival[];
};

/** Reads what was refused of a key, unless it is as it was. Null when it cannot be read now. */
export type RecallRefusals = (
  asked: { readonly kid: string; readonly total: number },
  read: () => Promise<readonly RefusedArrival[] | null>,
) => Promise<readonly RefusedArrival[] | null>;

// The door counts a refusal at once and keeps its content within a second.
const settledMs = 3_000;
const remembered = 100;

/**
 * To find one key's refused events all of quarantine is opened, which is too much to do every two seconds: it is done only
 * when the number of refusals has changed, and until what was counted must have been kept.
 */
export function createRefusalMemory(now: () => number): RecallRefusals {
  const known = new Map<string, Known>();
  return async ({ kid, total }, read) => {
    if (total === 0) return [];
    const nowMs = now();
    const before = known.get(kid);
    const changedMs = before?.total === total ? before.changedMs : nowMs;
    if (before && before.total === total && before.readMs - changedMs > settledMs) return before.items;
    const items = await read();
    if (!items) return before?.items ?? null;
    known.delete(kid);
    known.set(kid, { total, changedMs, readMs: nowMs, items });
    const [oldest] = known.keys();
    if (known.size > remembered && oldest !== undefined) known.delete(oldest);
    return items;
  };
}
