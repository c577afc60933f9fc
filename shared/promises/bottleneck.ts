/** Of a procedure: how many there were (`whole`), and how many of them keep a KPI down (`held`): came to a counter, were late. */
export type ProcedureCount = { readonly procedure: string; readonly whole: number; readonly held: number };

/**
 * A procedure that keeps a KPI down. `ofHeld`: its share of all that do; `upToHere`: with those before it; `share`: how well
 * it does itself; `gain`: by how much the KPI would rise if none of it were held.
 */
export type Bottleneck = ProcedureCount & {
  readonly ofHeld: number;
  readonly upToHere: number;
  readonly share: number | null;
  readonly gain: number;
};

/** Which procedures keep a KPI down, the one with most held first. `whole`: what the KPI is of, all procedures together. */
export function findBottlenecks(counts: readonly ProcedureCount[], whole: number): Bottleneck[] {
  const all = counts.reduce((sum, { held }) => sum + held, 0);
  const ordered = counts
    .filter((count) => count.whole > 0)
    .sort((one, other) => other.held - one.held || (one.procedure < other.procedure ? -1 : 1));
  let before = 0;
  return ordered.map((count) => {
    before += count.held;
    return {
      ...count,
      ofHeld: all > 0 ? count.held / all : 0,
      upToHere: all > 0 ? before / all : 0,
      share: (count.whole - count.held) / count.whole,
      gain: whole > 0 ? count.held / whole : 0,
    };
  });
}
