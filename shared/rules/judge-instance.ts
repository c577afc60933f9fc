import type { Transition } from './alert.ts';
import { ask, readingOf, type Sources } from './ask.ts';
import { isFiring, type Before, type Evaluation } from './evaluation.ts';
import { noteMinute } from './flapping.ts';
import type { Instance } from './instance.ts';
import { advance, isOpen, nextChange } from './progress.ts';
import { standingOf } from './transition-of.ts';

const minuteMs = 60_000;

/** What is gathered while a tick is judged. */
export type Judging = {
  readonly sources: Sources;
  readonly before: Before;
  readonly values: Map<Instance, Transition['value']>;
};

/** Asks an instance's question, moves it on, and sets when to ask again. */
export function judgeInstance({ open, due }: Evaluation, instance: Instance, judging: Judging): void {
  const { rule, target, windows } = instance;
  const { sources, before, values } = judging;
  const { nowMs } = sources;
  const answer = ask(rule.when, target, windows[0] ?? [], sources);
  const over = rule.close ? ask(rule.close, target, windows[1] ?? [], sources) : undefined;
  const reading = readingOf(answer, over);
  const minute = Math.floor(nowMs / minuteMs);
  const was = instance.progress;
  const flap = noteMinute(instance.flap, minute, false);
  let next = advance(was, reading, nowMs, rule, flap.isFlapping);
  const isFlip = isFiring(was.condition) !== isFiring(next.condition) && was.condition !== 'no_data';
  if (isFlip) instance.flap = noteMinute(flap, minute, true);
  else if (flap.isFlapping !== instance.flap.isFlapping) instance.flap = flap;
  if (instance.flap.isFlapping && was.condition === 'firing' && next.condition === 'normal') {
    next = advance(was, reading, nowMs, rule, true);
  }
  instance.breachMs = reading === 'breach' ? (instance.breachMs ?? answer.sinceMs ?? nowMs) : null;
  values.set(instance, answer.value);
  remember(instance, before);
  instance.progress = next;
  if (isOpen(next.condition)) open.add(instance);
  // Of a feed that is not well it is told each minute how it stands.
  const isWatched = instance.flap.isFlapping || (next.condition !== 'normal' && 'share' in rule.when);
  const nextMinuteMs = isWatched ? (minute + 1) * minuteMs : null;
  due.set(instance, soonest([answer.dueMs, over?.dueMs, nextChange(next, reading, rule), nextMinuteMs], nowMs));
}

/** Notes how an instance stands, unless that was noted at this tick. */
export function remember(instance: Instance, before: Before): void {
  if (!before.has(instance)) before.set(instance, standingOf(instance));
}

/** Never now: what is due and changes nothing is asked again with the next news. */
function soonest(times: readonly (number | null | undefined)[], nowMs: number): number | null {
  let least = Infinity;
  for (const ms of times) if (typeof ms === 'number' && ms > nowMs && ms < least) least = ms;
  return least === Infinity ? null : least;
}
