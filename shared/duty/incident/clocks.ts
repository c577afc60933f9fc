import type { Priority } from '../../wire/duty.ts';
import type { BusinessCalendar } from '../../time/business-calendar.ts';
import type { civilCalendar } from '../../time/civil-day.ts';
import { nextDay } from '../../time/next-day.ts';
import type { PauseMs, Workflow } from './incident.ts';

const hourMs = 3_600_000;
/** Detected within an hour, resolved within four, from when it happened. */
export const detectWithinMs = hourMs;
export const resolveWithinMs = 4 * hourMs;
/** No office rests longer than this; a calendar that never opens must not be searched for ever. */
const longestRestDays = 400;

type Span = { readonly fromMs: number; readonly toMs: number };

/** The office hours by which P3 is counted. */
export type WorkingTime = {
  readonly calendar: BusinessCalendar;
  readonly days: Pick<ReturnType<typeof civilCalendar>, 'dayOf'>;
};

/** P1 and P2 are counted day and night, P3 in office hours. */
export function timeFor(priority: Priority, working: WorkingTime): WorkingTime | null {
  return priority === 'P3' ? working : null;
}

/**
 * The time of an incident's clocks: from `fromMs` to `toMs`, less what was paused, in office hours where `working` is given.
 * Never negative.
 */
export function countedMs(
  fromMs: number,
  toMs: number,
  pauses: readonly PauseMs[],
  working: WorkingTime | null,
): number {
  let totalMs = 0;
  for (const span of spansFrom(fromMs, working)) {
    if (span.fromMs >= toMs) break;
    for (const left of without({ ...span, toMs: Math.min(span.toMs, toMs) }, pauses)) {
      totalMs += left.toMs - left.fromMs;
    }
  }
  return totalMs;
}

/** When so much has been counted; null while a pause is open, because then nobody can say. */
export function dueMs(
  fromMs: number,
  allowedMs: number,
  pauses: readonly PauseMs[],
  working: WorkingTime | null,
): number | null {
  if (pauses.some(({ toMs }) => toMs === null)) return null;
  let leftMs = allowedMs;
  for (const span of spansFrom(fromMs, working)) {
    for (const { fromMs: startMs, toMs } of without(span, pauses)) {
      if (toMs - startMs >= leftMs) return startMs + leftMs;
      leftMs -= toMs - startMs;
    }
  }
  return null;
}

/** How long the clock of resolving stood still until `nowMs`, day and night. */
export function pausedMs(pauses: readonly PauseMs[], nowMs: number): number {
  return merged(pauses, nowMs).reduce((sum, { fromMs, toMs }) => sum + (toMs - fromMs), 0);
}

/** What an incident took: from when it happened to when it was known, somebody had it, and it was resolved; null: not yet. */
export function tookMs(
  { occurredMs, detectedMs, acknowledgedMs, resolvedMs, pauses }: Workflow,
  working: WorkingTime | null,
): { readonly detectMs: number; readonly acknowledgeMs: number | null; readonly resolveMs: number | null } {
  return {
    detectMs: countedMs(occurredMs, detectedMs, [], working),
    acknowledgeMs: acknowledgedMs === null ? null : countedMs(detectedMs, acknowledgedMs, [], working),
    resolveMs: resolvedMs === null ? null : countedMs(occurredMs, resolvedMs, pauses, working),
  };
}

/** The spans in which a clock runs, from an instant on. */
function* spansFrom(fromMs: number, working: WorkingTime | null): Generator<Span> {
  if (!working) {
    yield { fromMs, toMs: Infinity };
    return;
  }
  let rested = 0;
  for (let day = working.days.dayOf(fromMs); rested < longestRestDays; day = nextDay(day)) {
    const open = working.calendar.openOn(day);
    rested = open.length > 0 ? 0 : rested + 1;
    for (const { from, to } of open) if (to > fromMs) yield { fromMs: Math.max(from, fromMs), toMs: to };
  }
}

/** What is left of a span without the pauses. */
function without(span: Span, pauses: readonly PauseMs[]): Span[] {
  const left: Span[] = [];
  let atMs = span.fromMs;
  for (const pause of merged(pauses, Infinity)) {
    if (pause.toMs <= atMs) continue;
    if (pause.fromMs >= span.toMs) break;
    if (pause.fromMs > atMs) left.push({ fromMs: atMs, toMs: pause.fromMs });
    atMs = pause.toMs;
  }
  if (atMs < span.toMs) left.push({ fromMs: atMs, toMs: span.toMs });
  return left;
}

/** Pauses in order and apart, those that are open ended at `nowMs`. */
function merged(pauses: readonly PauseMs[], nowMs: number): Span[] {
  const spans = pauses
    .map(({ fromMs, toMs }) => ({ fromMs, toMs: Math.min(toMs ?? nowMs, nowMs) }))
    .filter(({ fromMs, toMs }) => toMs > fromMs)
    .sort((a, b) => a.fromMs - b.fromMs);
  const apart: Span[] = [];
  for (const span of spans) {
    const last = apart.at(-1);
    if (last && span.fromMs <= last.toMs) apart[apart.length - 1] = { ...last, toMs: Math.max(last.toMs, span.toMs) };
    else apart.push(span);
  }
  return apart;
}
