/** What was read, when, and whether that is the last one that could be read. */
export type KeptReading<Value> = { readonly value: Value; readonly at: string; readonly isStale: boolean };

const mostKept = 200;
/** Longer than any answer of a database that works. */
const usualPatienceMs = 4_000;

/**
 * Remembers what pages read, so that while the database is away they still show what was last known, said to be old. `key`
 * names everything that the reading depends on, who may see what among it.
 */
export function createKeptReadings(now: () => Date, patienceMs = usualPatienceMs) {
  const kept = new Map<string, { readonly value: unknown; readonly at: string }>();
  return async <Value>(key: string, read: () => Promise<Value>): Promise<KeptReading<Value> | null> => {
    try {
      const value = await withPatience(read(), patienceMs);
      kept.delete(key);
      kept.set(key, { value, at: now().toISOString() });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return { value, at: now().toISOString(), isStale: false };
    } catch {
      const last = kept.get(key) as { value: Value; at: string } | undefined;
      return last ? { ...last, isStale: true } : null;
    }
  };
}

/** What the pages of this process read. */
export const readKept = createKeptReadings(() => new Date());

function withPatience<Value>(reading: Promise<Value>, patienceMs: number): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new Error('the database does not answer'));
  }, patienceMs);
  return Promise.race([reading, promise]).finally(() => {
    clearTimeout(timer);
  });
}
