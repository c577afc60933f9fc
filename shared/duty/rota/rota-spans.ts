import type { OnDuty, Rota } from './rota.ts';

/** A stretch of time with the same person on duty, or (null) with nobody. */
export type Span = { readonly fromMs: number; readonly toMs: number; readonly who: OnDuty | null };

/** Who is on duty through a stretch of time: spans that follow each other without hole or overlap. */
export function rotaSpans(rota: Rota, fromMs: number, toMs: number): Span[] {
  const spans: Span[] = [];
  if (fromMs >= toMs) return spans;
  const edges = [fromMs, ...rota.changesIn(fromMs, toMs), toMs];
  for (const [at, edge] of edges.slice(0, -1).entries()) {
    const who = rota.at(edge);
    const before = spans.at(-1);
    const toEdge = edges[at + 1] ?? toMs;
    if (before && isSame(before.who, who)) spans[spans.length - 1] = { ...before, toMs: toEdge };
    else spans.push({ fromMs: edge, toMs: toEdge, who });
  }
  return spans;
}

function isSame(one: OnDuty | null, other: OnDuty | null): boolean {
  return one?.contact === other?.contact && one?.layer === other?.layer && one?.override === other?.override;
}
