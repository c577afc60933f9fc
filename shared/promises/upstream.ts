import { intersectSpans, lengthOf, mergeSpans, type Span } from '../kpi/exclusions/hours.ts';

/** A connected system, and for how long of a period its probe found it not working; null: nothing probed it. */
export type SystemDown = { readonly system: string; readonly downMs: number | null };

/** What was out of a unit's reach in a period: systems it leans on, and power or network where it is. */
export type Upstream = { readonly systems: readonly SystemDown[]; readonly localMs: number };

/** Something wrong in one unit from an instant to another. */
export type LocalFault = Span & { readonly unit: string };

/** For how long something was wrong in each unit within a span; what overlaps counts once. */
export function sumLocalFaults(faults: readonly LocalFault[], within: Span): ReadonlyMap<string, number> {
  const byUnit = Map.groupBy(faults, ({ unit }) => unit);
  return new Map([...byUnit].map(([unit, own]) => [unit, lengthOf(intersectSpans(mergeSpans(own), [within]))]));
}
