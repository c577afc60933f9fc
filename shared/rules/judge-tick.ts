import type { Transition } from './alert.ts';
import { announce } from './announce.ts';
import { sourcesAt, tell, type Before, type Evaluation } from './evaluation.ts';
import type { Input } from './input.ts';
import type { Instance } from './instance.ts';
import { judgeInstance } from './judge-instance.ts';
import { placeTargets } from './place-targets.ts';
import { skip } from './progress.ts';

type Tick = Extract<Input, { kind: 'tick' }>;

const minuteMs = 60_000;
/** More than so many missed ticks are a hole: nobody watched. A world that runs faster ticks in longer steps. */
const missedTicks = 15;
/** Ticks no farther apart than this make no hole, however fast a world runs. */
export const longestStepMs = missedTicks * 1_000;

/**
 * A world that runs faster is brought forward, not watched: its ticks lie further apart than the silences that rules are
 * about. They are judged by nobody, which is a hole in the ticks, after which silences begin anew.
 */
export const mostJudgedSpeed = 300;

/** Judges what was touched and what is due, and nothing else; tells what became of alerts. */
export function judgeTick(evaluation: Evaluation, { seq, time, speed }: Tick): Transition[] {
  if (speed > mostJudgedSpeed) return [];
  const { watch, due } = evaluation;
  const nowMs = Date.parse(time);
  const lastMs = watch.tick?.ms ?? nowMs;
  // A clock that was set back judges nothing twice.
  if (watch.tick && nowMs < lastMs) return [];
  const heldMs = nowMs - lastMs;
  const isBlind = heldMs > longestStepMs * Math.max(1, speed);
  const isNewMinute = Math.floor(nowMs / minuteMs) !== Math.floor(lastMs / minuteMs);
  const isFirst = watch.tick === null;
  evaluation.watch = { ...watch, tick: { ms: nowMs, seq }, watchingMs: isFirst || isBlind ? nowMs : watch.watchingMs };
  const isIdle = evaluation.dirty.size === 0 && due.next() > nowMs;
  if (isIdle && !isFirst && !isBlind && !isNewMinute) return [];
  const transitions = beginDay(evaluation, nowMs, time);
  if (isBlind) {
    const instances = [...evaluation.placed.instances.values()];
    for (const instance of instances) instance.progress = skip(instance.progress, heldMs);
    evaluation.dirty = new Set(instances);
  }
  const asking = new Set([...evaluation.dirty, ...due.take(nowMs)]);
  evaluation.dirty = new Set();
  const before: Before = new Map();
  const values = new Map<Instance, Transition['value']>();
  const judging = { sources: sourcesAt(evaluation, nowMs), before, values };
  for (const instance of inOrder(asking)) judgeInstance(evaluation, instance, judging);
  const hasChanged = [...before].some(([one, was]) => one.progress.condition !== was.standing.condition);
  if (isNewMinute || hasChanged) announce(evaluation, { nowMs, seq, before });
  for (const instance of inOrder(before.keys())) {
    const was = before.get(instance);
    if (was) transitions.push(...tell(evaluation, instance, was, { time, value: values.get(instance) ?? null }));
  }
  return transitions;
}

/** Until when ticks in a row are idle if nothing is told: what is due, or a new minute. */
export function restsUntilMs({ watch: { tick }, dirty, due }: Evaluation): number {
  if (!tick || dirty.size > 0) return -Infinity;
  return Math.min(due.next(), (Math.floor(tick.ms / minuteMs) + 1) * minuteMs);
}

/** Where a civil day begins, the targets of that day are taken. */
function beginDay(evaluation: Evaluation, nowMs: number, time: string): Transition[] {
  const day = evaluation.calendar.dayOf(nowMs);
  if (day === evaluation.watch.day) return [];
  evaluation.watch = { ...evaluation.watch, day };
  return placeTargets(evaluation, day, time);
}

function inOrder(instances: Iterable<Instance>): Instance[] {
  return [...instances].sort((a, b) => a.order - b.order);
}
