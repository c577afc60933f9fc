/** Instants `fromMs` to before `toMs`. */
export type Span = { readonly fromMs: number; readonly toMs: number };

export const hourMs = 3_600_000;

/** The same time as spans in order that neither touch nor overlap. */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: { fromMs: number; toMs: number }[] = [];
  for (const { fromMs, toMs } of [...spans].sort((one, other) => one.fromMs - other.fromMs)) {
    if (fromMs >= toMs) continue;
    const last = merged.at(-1);
    if (last && fromMs <= last.toMs) last.toMs = Math.max(last.toMs, toMs);
    else merged.push({ fromMs, toMs });
  }
  return merged;
}

/** What two lists of merged spans have in common. */
export function intersectSpans(some: readonly Span[], others: readonly Span[]): Span[] {
  const common: Span[] = [];
  for (let at = 0, other = 0; at < some.length && other < others.length;) {
    const [one, two] = [some[at], others[other]];
    if (!one || !two) break;
    const span = { fromMs: Math.max(one.fromMs, two.fromMs), toMs: Math.min(one.toMs, two.toMs) };
    if (span.fromMs < span.toMs) common.push(span);
    if (one.toMs < two.toMs) at += 1;
    else other += 1;
  }
  return common;
}

/** Whether two lists of merged spans are the same time. */
export function isSameTime(some: readonly Span[], others: readonly Span[]): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  return some.every(({ fromMs, toMs }, at) => fromMs === others[at]?.fromMs && toMs === others[at].toMs);
}

/** How long merged spans last together. */
export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((total, { fromMs, toMs }) => total + toMs - fromMs, 0);
}
