/** The figures that a run without its largest sizes cannot have: each size's own, and those that hold the largest against the smallest. */
export function figuresLeftOut(wanted: readonly number[], measured: readonly number[]): string[] {
  const missing = wanted.filter((events) => !measured.includes(events));
  if (missing.length === 0) return [];
  const [least = 0, most = 0] = [wanted[0], wanted.at(-1)];
  const compared = `${String(most / 1e6)}m_over_${String(least / 1e6)}m`;
  return [
    ...missing.flatMap((events) => [`query_p95_ms_at_${String(events)}`, `query_long_p95_ms_at_${String(events)}`]),
    ...['query_growth', 'query_worst_growth', 'writer_rate'].map((figure) => `${figure}_${compared}`),
  ];
}
