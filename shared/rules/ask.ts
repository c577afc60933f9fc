import { seriesName, type Baselines } from './baseline.ts';
import type { RuleAsset } from './city.ts';
import { compare, type Condition, type ConditionOf } from './condition.ts';
import { judgeSilence, type Hours } from './expected.ts';
import { heldName } from './held-name.ts';
import { pulseAt, type Known, type KnownItems } from './known.ts';
import type { Reading } from './progress.ts';
import { dropBefore, oldestOf, p90Of, startOfWindow, type Window } from './window.ts';

/** An answer to a condition: whether it holds (null: not known), what it was judged by, when it may change by itself. */
export type Answer = {
  readonly holds: boolean | null;
  readonly value: number | string | boolean | null;
  readonly dueMs: number | null;
  /** When what it is about began, where the condition itself can tell. */
  readonly sinceMs?: number;
};

/** What others work out, as it was last handed in: a value, or for each instant to come a value. */
export type Held = {
  readonly time: string;
  readonly value: number | null;
  readonly ahead?: readonly (readonly [time: string, value: number])[];
};

/** Whom a condition is asked of. */
export type Target = {
  /** An asset, a unit, or '' for the city. */
  readonly name: string;
  readonly asset: RuleAsset | undefined;
  /** Who is to be heard, for a question about a whole feed. */
  readonly members: readonly RuleAsset[];
};

/** What an answer may be worked out from. */
export type Sources = {
  readonly nowMs: number;
  /** Since when somebody watches without a hole: nobody was silent before. */
  readonly watchingMs: number;
  /** Whether what is counted is told. */
  readonly areCountsKnown: boolean;
  readonly known: (asset: string) => Known | undefined;
  /** Since when an asset is silent if nothing more is told; undefined: it was never heard. */
  readonly silentFromMs: (asset: string) => number | undefined;
  readonly held: (name: string) => Held | undefined;
  readonly baselines: Baselines;
  readonly hours: Hours;
  readonly dayStartMs: (day: string) => number;
};

/** Readings older than this are no longer known. */
const freshForMs = { forecast: 2 * 3_600_000, kpi: 36 * 3_600_000 } as const;
const minuteMs = 60_000;
const hourMs = 3_600_000;
/** The present hour counts as over only when its rows have come. */
const settlingMs = 2 * minuteMs;

/** Answers a condition at a target. Pure but for its windows, from which it drops what has passed. */
export function ask(when: Condition, target: Target, windows: readonly Window[], sources: Sources): Answer {
  switch (when.kind) {
    case 'state':
    case 'open':
      return askState(when, target, sources);
    case 'metric':
    case 'ratio':
      return askWindow(when, windows, sources);
    case 'absence':
      return when.share === undefined ? askSilence(when, target, sources) : askFeed(when, target, sources);
    case 'clock':
      return askClock(when, target, sources);
    case 'deviation':
      return askDeviation(when, target, windows, sources);
    case 'forecast':
    case 'kpi':
      return askHeld(when, target, sources);
  }
}

const unknown: Answer = { holds: null, value: null, dueMs: null };

function askState(when: ConditionOf<'state' | 'open'>, { asset }: Target, sources: Sources): Answer {
  const known = asset && sources.known(asset.code);
  if (!asset || !known) return unknown;
  let staleMs: number | null = null;
  if (asset.intervalS !== null && asset.staleS !== null) {
    const fromMs = sources.silentFromMs(asset.code);
    if (fromMs === undefined) return unknown;
    const silence = judgeSilence(sources.hours, asset, asset.staleS, { fromMs, nowMs: sources.nowMs });
    if (silence.isSilent) return unknown;
    staleMs = silence.dueMs;
  }
  if (when.kind === 'open') return askOpen(when, known.open[when.sort], { nowMs: sources.nowMs, staleMs });
  const value = known.fields[when.field]?.[when.path];
  if (value === undefined || value === null) return { ...unknown, dueMs: staleMs };
  return { holds: compare(value, when.op, when.value), value, dueMs: staleMs };
}

function askOpen(
  { measure, op, value: limit }: ConditionOf<'open'>,
  items: KnownItems | undefined,
  { nowMs, staleMs }: { readonly nowMs: number; readonly staleMs: number | null },
): Answer {
  const sooner = (ms: number): number => Math.min(staleMs ?? Infinity, ms);
  const tell = (value: number, dueMs = staleMs): Answer => ({ holds: compare(value, op, limit), value, dueMs });
  if (!items) return tell(0);
  if (measure === 'count') return tell(items.count);
  if (measure === 'oldestS') {
    return tell(Math.floor((nowMs - Date.parse(items.oldest)) / 1_000), sooner(nextMinute(nowMs)));
  }
  let overdue = 0;
  for (const [time, count] of items.due) {
    if (Date.parse(time) > nowMs) return tell(overdue, sooner(Date.parse(time)));
    overdue += count;
  }
  return tell(overdue);
}

function askWindow(when: ConditionOf<'metric' | 'ratio'>, windows: readonly Window[], sources: Sources): Answer {
  const { nowMs, watchingMs, areCountsKnown } = sources;
  if (!areCountsKnown) return unknown;
  const lengthMs = when.windowMin * minuteMs;
  let dueMs = Infinity;
  for (const window of windows) {
    dropBefore(window, startOfWindow(nowMs, lengthMs, window.grainMs));
    dueMs = Math.min(dueMs, oldestOf(window) + lengthMs);
  }
  const due = dueMs === Infinity ? null : dueMs;
  const watchedMs = watchingMs + lengthMs;
  if (when.op.startsWith('<') && nowMs < watchedMs) return { holds: null, value: null, dueMs: watchedMs };
  const value = when.kind === 'ratio' ? ratioOf(when, windows) : statOf(when, windows[0]);
  if (value === 'too few') return { holds: false, value: null, dueMs: due };
  return { holds: value === null ? null : compare(value, when.op, when.value), value, dueMs: due };
}

function statOf(when: ConditionOf<'metric'>, window: Window | undefined): number | 'too few' | null {
  const n = window?.n ?? 0;
  if (!window || n <= 0) {
    if (when.empty === 'zero') return when.stat === 'mean' || when.stat === 'p90' ? 'too few' : 0;
    return null;
  }
  if (when.least !== undefined && n < when.least) return 'too few';
  if (when.stat === 'n') return n;
  if (when.stat === 'sum') return window.sum;
  if (when.stat === 'mean') return window.sum / n;
  return when.stat === 'rate' ? (n * 60) / when.windowMin : p90Of(window);
}

function ratioOf({ above, below, least }: ConditionOf<'ratio'>, windows: readonly Window[]): number | 'too few' | null {
  const total = (parts: typeof above, from: number): number =>
    parts.reduce((sum, { stat }, at) => sum + (windows[from + at]?.[stat] ?? 0), 0);
  const denominator = total(below, above.length);
  if (least !== undefined && denominator < least) return 'too few';
  return denominator <= 0 ? null : total(above, 0) / denominator;
}

function askSilence({ intervals }: ConditionOf<'absence'>, { asset }: Target, sources: Sources): Answer {
  if (!asset || asset.intervalS === null) return unknown;
  const fromMs = lastHeardMs(asset, sources);
  const { isSilent, dueMs } = judgeSilence(sources.hours, asset, asset.intervalS * intervals, {
    ...{ fromMs, nowMs: sources.nowMs },
  });
  const sinceMs = fromMs + asset.intervalS * 1_000;
  const known = sources.known(asset.code);
  return { holds: isSilent, value: known ? pulseAt(known, sources.nowMs) : null, dueMs, sinceMs };
}

function askFeed(
  { intervals, share = 1, least }: ConditionOf<'absence'>,
  { members }: Target,
  sources: Sources,
): Answer {
  const { nowMs, hours } = sources;
  let expected = 0;
  let silent = 0;
  // Until the next of those heard may fall silent nothing changes, where all are expected at all hours.
  let restMs = Infinity;
  for (const asset of members) {
    if (asset.intervalS === null || (asset.isSilentClosed && !hours.isOpen(asset.opening, nowMs))) continue;
    expected += 1;
    const fromMs = lastHeardMs(asset, sources);
    const allowedS = asset.intervalS * intervals;
    // Nearly all of a feed are heard, each minute.
    const untilMs = fromMs + allowedS * 1_000;
    if (nowMs < untilMs) {
      restMs = asset.isSilentClosed ? 0 : Math.min(restMs, untilMs);
      continue;
    }
    restMs = 0;
    if (judgeSilence(hours, asset, allowedS, { fromMs, nowMs }).isSilent) silent += 1;
  }
  const dueMs = Math.max(nextMinute(nowMs), restMs === Infinity ? 0 : Math.floor(restMs / minuteMs) * minuteMs);
  if (expected === 0) return { ...unknown, dueMs };
  return { holds: silent >= least && silent / expected > share, value: silent / expected, dueMs };
}

function askClock({ aheadS }: ConditionOf<'clock'>, { asset }: Target, { known, nowMs }: Sources): Answer {
  const heard = asset && known(asset.code);
  const pulse = heard ? pulseAt(heard, nowMs) : null;
  if (pulse === null) return unknown;
  const aheadMs = Date.parse(pulse) - nowMs;
  return { holds: aheadMs > aheadS * 1_000, value: Math.max(0, Math.round(aheadMs / 1_000)), dueMs: null };
}

function askDeviation(
  when: ConditionOf<'deviation'>,
  { name }: Target,
  [window]: readonly Window[],
  { nowMs, baselines, areCountsKnown }: Sources,
): Answer {
  if (!areCountsKnown) return unknown;
  const bucketMs = Math.floor((nowMs - settlingMs) / hourMs) * hourMs - hourMs;
  const dueMs = bucketMs + 2 * hourMs + settlingMs;
  if (window) dropBefore(window, bucketMs);
  const row = window?.buckets.get(bucketMs);
  const usual = baselines(seriesName(when, name), bucketMs);
  if (!row || !usual || usual.weeks < when.leastWeeks) return { ...unknown, dueMs };
  const value = (row[when.stat] - usual.median) / usual.spread;
  // At night three calls instead of none are many times the spread, and nobody's work.
  if (value > 0 && when.least !== undefined && row.n < when.least) return { holds: false, value, dueMs };
  const far = when.direction === 'below' ? -value : when.direction === 'above' ? value : Math.abs(value);
  return { holds: far > when.k, value, dueMs, sinceMs: bucketMs };
}

function askHeld(when: ConditionOf<'forecast' | 'kpi'>, { name }: Target, { held, nowMs }: Sources): Answer {
  const reading = held(heldName(when, name) ?? '');
  if (!reading) return unknown;
  const endMs = Date.parse(reading.time) + freshForMs[when.kind];
  if (nowMs >= endMs) return unknown;
  const value = when.kind === 'kpi' ? reading.value : highestAhead(reading, nowMs, when.withinMin * minuteMs);
  const dueMs = when.kind === 'kpi' ? endMs : Math.min(endMs, nextMinute(nowMs));
  return { holds: value === null ? null : compare(value, when.op, when.value), value, dueMs };
}

function highestAhead({ ahead = [] }: Held, nowMs: number, withinMs: number): number | null {
  const values = ahead.flatMap(([time, value]) => {
    const aheadMs = Date.parse(time) - nowMs;
    return aheadMs >= 0 && aheadMs <= withinMs ? [value] : [];
  });
  return values.length === 0 ? null : Math.max(...values);
}

function lastHeardMs(asset: RuleAsset, { silentFromMs, watchingMs, dayStartMs }: Sources): number {
  return Math.max(silentFromMs(asset.code) ?? 0, watchingMs, dayStartMs(asset.validFrom));
}

function nextMinute(nowMs: number): number {
  return (Math.floor(nowMs / minuteMs) + 1) * minuteMs;
}

/** What two answers come to: to `when`, and to `close` where a rule has one. */
export function readingOf({ holds, value }: Answer, over: Answer | undefined): Reading {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'error';
  if (holds === null) return 'unknown';
  if (holds) return 'breach';
  return over && over.holds !== true ? 'between' : 'clear';
}
