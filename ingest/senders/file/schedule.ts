import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { SourceEvent } from './source-event.ts';
import { projectEvent, type Projection, type ReplayedEvent } from './project-event.ts';
import type { RunPlan } from './run-plan.ts';
import { dayMs } from '#shared/time/wall-clock.ts';

/** An event of the run and when it is due, in the world's time. */
export type DueEvent = { readonly dueMs: number; readonly event: ReplayedEvent };

/** What is the same in every pass of a set. */
export type SetProjection = Omit<Projection, 'shiftMs' | 'pass'>;

/** The door takes events 35 days old from a replay's key; a day is left for a late start. */
const oldestMs = 34 * dayMs;

/**
 * The events of a run in the order they are due; without end for a loop. `afterMs` takes up an interrupted run: only what
 * is due later comes. A fresh run first opens, at their true times, the items that were open when it starts.
 */
export function* scheduleEvents(
  events: readonly SourceEvent[],
  plan: RunPlan,
  projection: SetProjection,
  afterMs: number | undefined,
): Generator<DueEvent> {
  const { instantOf, wallOf } = projection.city;
  const startMs = instantOf(plan.fromMs + plan.shiftMs);
  const isFresh = afterMs === undefined || afterMs < startMs;
  if (isFresh) for (const event of openAtStart(events, plan, projection).open) yield { dueMs: startMs, event };
  const sinceStartMs = isFresh ? 0 : wallOf(afterMs) - plan.shiftMs - plan.mondayMs;
  const firstPass = plan.periodMs === null ? 0 : Math.max(0, Math.floor(sinceStartMs / plan.periodMs));
  for (let pass = firstPass; ; pass += 1) {
    const inPass = projectPass(plan, projection, pass);
    const fromMs = pass === 0 ? plan.fromMs : plan.mondayMs;
    for (const source of events) {
      if (source.wallMs < fromMs) continue;
      if (source.wallMs >= plan.toMs) break;
      const dueMs = instantOf(source.wallMs + inPass.shiftMs);
      if (isFresh || dueMs > afterMs) yield { dueMs, event: projectEvent(source, inPass) };
    }
    if (plan.periodMs === null) return;
  }
}

/** The openings of items that are open when a run starts, oldest first, and how many are older than the door takes. */
export function openAtStart(
  events: readonly SourceEvent[],
  plan: RunPlan,
  projection: SetProjection,
): { open: ReplayedEvent[]; tooOld: number } {
  const inPass = projectPass(plan, projection, 0);
  const before = events.filter(({ wallMs }) => wallMs < plan.fromMs).map((event) => projectEvent(event, inPass));
  const all = findOpen(before);
  const oldest = projection.city.instantOf(plan.fromMs + plan.shiftMs) - oldestMs;
  const open = all.filter(({ time }) => Date.parse(time) >= oldest);
  return { open, tooOld: all.length - open.length };
}

function projectPass(plan: RunPlan, projection: SetProjection, pass: number): Projection {
  const shiftMs = plan.shiftMs + pass * (plan.periodMs ?? 0);
  const monday = new Date(plan.mondayMs + shiftMs).toISOString().slice(2, 10);
  return { ...projection, shiftMs, pass: monday.replaceAll('-', '') };
}

/** The events that opened an item which none of them closed, oldest first. */
function findOpen(events: readonly ReplayedEvent[]): ReplayedEvent[] {
  const open = new Map<string, ReplayedEvent>();
  for (const event of events) {
    const facts = findType(event.type)?.type.facts(event as unknown as AcceptedEvent) ?? [];
    for (const fact of facts) if ('close' in fact) open.delete(`${event.asset} ${fact.close} ${fact.key}`);
    for (const fact of facts) if ('open' in fact) open.set(`${event.asset} ${fact.open} ${fact.key}`, event);
  }
  return [...new Set(open.values())];
}
