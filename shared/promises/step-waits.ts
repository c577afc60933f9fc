/** Something that happened to a record: submitted, a step, handed back, completed. */
export type RecordMove = { readonly record: string; readonly step: string; readonly atMs: number };

/** How long records waited before they came to a step: how many did, half of them, nine of ten, and all together. */
export type StepWait = {
  readonly from: string;
  readonly to: string;
  readonly n: number;
  readonly medianMs: number;
  readonly p90Ms: number;
  readonly totalMs: number;
};

/** Where records wait: between which two moves, the pair that took most time of all first. */
export function findStepWaits(moves: readonly RecordMove[]): StepWait[] {
  const waits = new Map<string, { from: string; to: string; ms: number[] }>();
  for (const own of Map.groupBy(moves, ({ record }) => record).values()) {
    const ordered = [...own].sort((one, other) => one.atMs - other.atMs);
    ordered.slice(1).forEach(({ step, atMs }, at) => {
      const before = ordered[at];
      if (!before) return;
      const key = JSON.stringify([before.step, step]);
      const wait = waits.get(key) ?? { from: before.step, to: step, ms: [] };
      wait.ms.push(atMs - before.atMs);
      waits.set(key, wait);
    });
  }
  return [...waits.values()]
    .map(({ from, to, ms }) => {
      const sorted = [...ms].sort((one, other) => one - other);
      const totalMs = ms.reduce((sum, one) => sum + one, 0);
      return { from, to, n: ms.length, medianMs: at(sorted, 0.5), p90Ms: at(sorted, 0.9), totalMs };
    })
    .sort((one, other) => other.totalMs - one.totalMs);
}

/** The smallest value that at least this share does not exceed. */
function at(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
