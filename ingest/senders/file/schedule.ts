import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import type { SourceEvent } from './map-events.ts';
import { projectEvent, type Projection, type ReplayedEvent } from './project-event.ts';
import type { RunPlan } from './run-plan.ts';
import { dayMs } from './wall-clock.ts';

/** An event of the run and when it is due, in the world's time. */
export type DueEvent = { readonly dueMs: number; readonly event: ReplayedEvent };

/** The door takes events 35 days old from a replay's key; a day is left for a late start. */
const oldestMs = 34 * dayMs;

/**
 * The events of a run in the order they are due; without end for a loop. `afterMs` takes up an interrupted run: only what
 * is due later comes. A fresh run first opens, at their true times, the items that were open when it starts.
 */
export function* scheduleEvents(
  events: readonly SourceEvent[],
  plan: RunPlan,
  projection: Omit<Projection, 'shiftMs' | 'pass'>,
  afterMs: number | undefined,
): Generator<DueEvent> {
  const startMs = projection.city.instantOf(plan.fromMs + plan.shiftMs);
  const inPass = (pass: number): Projection => {
    const shiftMs = plan.shiftMs + pass * (plan.periodMs ?? 0);
    return {
      ...projection,
      shiftMs,
      pass: new Date(plan.mondayMs + shiftMs).toISOString().slice(2, 10).replaceAll('-', ''),
    };
  };
  if (afterMs === undefined || afterMs < startMs) {
    const before = events.filter(({ wallMs }) => wallMs < plan.fromMs).map((event) => projectEvent(event, inPass(0)));
    for (const event of findOpen(before)) {
      if (Date.parse(event.time) >= startMs - oldestMs) yield { dueMs: startMs, event };
    }
  }
  const resumeMs = afterMs ?? -Infinity;
  const passDone = plan.periodMs
    ? Math.floor((projection.city.wallOf(afterMs ?? startMs) - plan.shiftMs - plan.mondayMs) / plan.periodMs)
    : 0;
  for (let pass = Math.max(0, passDone); ; pass += 1) {
    const pointed = inPass(pass);
    const fromMs = pass === 0 ? plan.fromMs : plan.mondayMs;
    for (const source of events) {
      if (source.wallMs < fromMs) continue;
      if (source.wallMs >= plan.toMs) break;
      const dueMs = projection.city.instantOf(source.wallMs + pointed.shiftMs);
      if (dueMs > resumeMs) yield { dueMs, event: projectEvent(source, pointed) };
    }
    if (plan.periodMs === null) return;
  }
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
