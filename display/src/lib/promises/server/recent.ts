/**
 * Remembers for a few seconds what was just worked out: several who look at the same league are answered from one reading.
 * What failed is not remembered.
 */
export function createRecent(options: {
  readonly keptMs: number;
  readonly most: number;
  readonly nowMs: () => number;
}) {
  const kept = new Map<string, { readonly atMs: number; readonly answer: Promise<unknown> }>();
  return <Value>(key: string, read: () => Promise<Value>): Promise<Value> => {
    const nowMs = options.nowMs();
    const known = kept.get(key);
    if (known && nowMs - known.atMs < options.keptMs) return known.answer as Promise<Value>;
    const answer = read();
    kept.delete(key);
    kept.set(key, { atMs: nowMs, answer });
    const [oldest] = kept.keys();
    if (kept.size > options.most && oldest !== undefined) kept.delete(oldest);
    answer.catch(() => {
      if (kept.get(key)?.answer === answer) kept.delete(key);
    });
    return answer;
  };
}
