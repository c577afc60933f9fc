import { civilCalendar } from '../time/civil-day.ts';
import type { AssetView } from '../wire/push.ts';
import { alertName, type AlertStanding, type Transition } from './alert.ts';
import { ask, readingOf, type Answer, type Held, type Sources } from './ask.ts';
import { noBaselines, type Baselines } from './baseline.ts';
import type { RuleCity } from './city.ts';
import { createDueHeap } from './due-heap.ts';
import { createHours } from './expected.ts';
import { noteMinute } from './flapping.ts';
import { decodeImage, encodeImage, type EvaluatorImage, type Watch } from './image.ts';
import type { Instance } from './instance.ts';
import { nowhere, placeOn } from './placement.ts';
import { noSuppression, standingOf, transitionOf, type Was } from './transition-of.ts';
import { askedBy, saysSame, toKnown, type Known } from './known.ts';
import { advance, isOpen, nextChange, skip } from './progress.ts';
import type { Rule } from './rule.ts';
import { explains, isSameSuppression, noteOpening, suppressionOf } from './suppression.ts';
import type { Input, RuleRow } from './input.ts';
import { putRow } from './window.ts';

export type EvaluatorOptions = {
  readonly world: string;
  readonly rules: readonly Rule[];
  readonly city: RuleCity;
  readonly baselines?: Baselines;
  /** Where another evaluator of this world stopped. */
  readonly image?: EvaluatorImage;
};

export type Evaluator = {
  /** Takes an input in; a tick returns what changed at it, in a fixed order. */
  readonly step: (input: Input) => Transition[];
  /** Everything it goes on from, as plain data. */
  readonly image: () => EvaluatorImage;
  /** Alerts open now. */
  readonly openCount: () => number;
};

type Before = Map<Instance, Was>;

const minuteMs = 60_000;
/** More than so many missed ticks are a hole: nobody watched. A world that runs faster ticks in longer steps. */
const missedTicks = 15;

/**
 * Judges a city's rules over one world. The result depends on rules, city, baselines and inputs alone: no clock, no chance.
 * An evaluator that goes on from an image does what the other would have done.
 */
export function createEvaluator({ world, rules, city, baselines = noBaselines, image }: EvaluatorOptions): Evaluator {
  const calendar = civilCalendar(city.timeZone);
  const hours = createHours(city);
  const quietHours = new Map(rules.map((rule) => [rule, rule.quiet]));
  const asked = askedBy(rules);
  const known = new Map<string, Known>();
  const held = new Map<string, Held>();
  const openings = new Map<string, readonly number[]>();
  const due = createDueHeap<Instance>();
  const open = new Set<Instance>();
  let watch: Watch = { tick: null, watchingMs: 0, day: '' };
  let placed = nowhere;
  let dirty = new Set<Instance>();

  if (image) restore(image);

  return {
    step: (input) => {
      if (input.kind === 'tick') return tick(input);
      if (input.kind === 'views') input.views.forEach(takeView);
      else if (input.kind === 'rows') input.rows.forEach(takeRow);
      else input.readings.forEach(takeReading);
      return [];
    },
    image: () =>
      encodeImage({ world, watch, known, held, openings, instances: placed.instances, dirty, dueOf: due.get }),
    openCount: () => open.size,
  };

  function takeView(view: AssetView): void {
    const before = known.get(view.asset);
    const after = toKnown(view, asked);
    known.set(view.asset, after);
    const isNews = !saysSame(before, after);
    for (const instance of placed.byAsset.get(view.asset) ?? []) {
      // A new sign of life moves a silence that has not come on: its own time will tell.
      const isAtRest = instance.progress.condition === 'normal' && instance.progress.unknownMs === null;
      if (isNews || !isAtRest || instance.rule.when.kind === 'clock') dirty.add(instance);
    }
  }

  function takeRow({ row, slots }: RuleRow): void {
    const [grain, bucket, unit, scope, metric, dim, n, sum] = row;
    const fed = placed.bySeries.get(`${grain} ${metric} ${dim} ${unit} ${scope}`);
    if (!fed) return;
    const bucketMs = Date.parse(bucket);
    for (const { window, instance } of fed) {
      if (putRow(window, bucketMs, slots ? { n, sum, slots } : { n, sum })) dirty.add(instance);
    }
  }

  function takeReading({ name, ...reading }: Held & { readonly name: string }): void {
    held.set(name, reading);
    for (const instance of placed.byHeld.get(name) ?? []) dirty.add(instance);
  }

  function tick({ seq, time, speed }: Extract<Input, { kind: 'tick' }>): Transition[] {
    const nowMs = Date.parse(time);
    const lastMs = watch.tick?.ms ?? nowMs;
    // A clock that was set back judges nothing twice.
    if (watch.tick && nowMs < lastMs) return [];
    const heldMs = nowMs - lastMs;
    const isBlind = heldMs > missedTicks * 1_000 * Math.max(1, speed);
    const day = calendar.dayOf(nowMs);
    const isFirst = watch.tick === null;
    watch = { tick: { ms: nowMs, seq }, watchingMs: isFirst || isBlind ? nowMs : watch.watchingMs, day: watch.day };
    const transitions: Transition[] = [];
    if (day !== watch.day) {
      watch = { ...watch, day };
      transitions.push(...place(day, time));
    }
    if (isBlind) {
      for (const instance of placed.instances.values()) instance.progress = skip(instance.progress, heldMs);
      dirty = new Set(placed.instances.values());
    }
    const asking = new Set([...dirty, ...due.take(nowMs)]);
    dirty = new Set();
    const before: Before = new Map();
    const sources = sourcesAt(nowMs);
    const values = new Map<Instance, Answer>();
    for (const instance of [...asking].sort((a, b) => a.order - b.order)) judge(instance, { sources, before, values });
    const isNewMinute = Math.floor(nowMs / minuteMs) !== Math.floor(lastMs / minuteMs);
    const changed = [...before.keys()].filter((one) => one.progress.condition !== before.get(one)?.standing.condition);
    if (isNewMinute || changed.length > 0) announce({ nowMs, seq, before });
    for (const instance of [...before.keys()].sort((a, b) => a.order - b.order)) {
      const was = before.get(instance);
      const answer = values.get(instance);
      if (was) transitions.push(...tell(instance, was, answer ? { time, answer } : { time }));
    }
    return transitions;
  }

  /** Asks an instance's question, moves it on, and sets when to ask again. */
  function judge(
    instance: Instance,
    at: {
      readonly sources: Sources;
      readonly before: Before;
      readonly values: Map<Instance, Answer>;
    },
  ): void {
    const { rule, target, windows } = instance;
    const { nowMs } = at.sources;
    const answer = ask(rule.when, target, windows[0] ?? [], at.sources);
    const over = rule.close ? ask(rule.close, target, windows[1] ?? [], at.sources) : undefined;
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
    at.values.set(instance, answer);
    remember(instance, at.before);
    instance.progress = next;
    if (isOpen(next.condition)) open.add(instance);
    const nextMinuteMs = instance.flap.isFlapping ? (minute + 1) * minuteMs : null;
    due.set(instance, soonest(answer.dueMs, over?.dueMs ?? null, nextChange(next, reading, rule), nextMinuteMs, nowMs));
  }

  function remember(instance: Instance, before: Before): void {
    if (!before.has(instance)) before.set(instance, standingOf(instance));
  }

  /** Opens, closes and silences: only when all questions of a tick are answered is it known what explains what. */
  function announce({
    nowMs,
    seq,
    before,
  }: {
    readonly nowMs: number;
    readonly seq: number;
    readonly before: Before;
  }): void {
    for (const instance of open) if (!isOpen(instance.progress.condition)) open.delete(instance);
    const standing = [...open].sort((a, b) => a.order - b.order);
    const seqOf = (instance: Instance): number => instance.alert?.openedSeq ?? seq;
    const causes = standing.filter(({ rule, progress }) => rule.causes.length > 0 && progress.wasFiring);
    for (const instance of standing) {
      const cause = causes.find((one) => one !== instance && explains(one, instance));
      const inhibitedBy =
        cause && alertName({ rule: cause.rule.id, target: cause.target.name, openedSeq: seqOf(cause) });
      remember(instance, before);
      const alert = instance.alert ?? openAlert(instance, { nowMs, seq, isCounted: inhibitedBy === undefined });
      const suppression = suppressionOf({
        inhibitedBy,
        isClosed: isClosed(instance, nowMs),
        isFlapping: instance.flap.isFlapping,
        isStorm: alert.isStorm,
      });
      // What is ending is not announced for its last minutes because its cause has ended first.
      const isEnding = instance.progress.condition === 'recovering' && suppression.why === 'none';
      if (!isEnding && !isSameSuppression(alert.suppression, suppression)) instance.alert = { ...alert, suppression };
      else instance.alert = alert;
    }
  }

  function openAlert(
    { rule, breachMs }: Instance,
    { nowMs, seq, isCounted }: { readonly nowMs: number; readonly seq: number; readonly isCounted: boolean },
  ): NonNullable<Instance['alert']> {
    const noted = isCounted ? noteOpening(openings.get(rule.id) ?? [], nowMs, rule.storm) : undefined;
    if (noted) openings.set(rule.id, noted.openings);
    return { openedSeq: seq, sinceMs: breachMs ?? nowMs, isStorm: noted?.isStorm ?? false, suppression: noSuppression };
  }

  function isClosed({ rule, opening }: Instance, nowMs: number): boolean {
    const quiet = quietHours.get(rule);
    if (quiet !== undefined && hours.isOpen(quiet, nowMs)) return true;
    return rule.hours === 'open' && !hours.isOpen(opening, nowMs);
  }

  /** The transition of an instance since the tick before, if it is one of an alert. */
  function tell(
    instance: Instance,
    was: Was,
    at: { readonly time: string; readonly answer?: Answer; readonly why?: string },
  ): Transition[] {
    const { time, answer, why } = at;
    const told = transitionOf(instance, was, {
      world,
      at: time,
      value: answer?.value ?? null,
      ...(why !== undefined && { why }),
    });
    if (!isOpen(instance.progress.condition)) instance.alert = null;
    return told ? [told] : [];
  }

  /** Takes the targets of a day; alerts of what is no longer in the registry end with it. */
  function place(day: string, time: string): Transition[] {
    const before = placed;
    placed = placeOn(day, { rules, city, before });
    dirty = new Set(placed.instances.values());
    for (const instance of dirty) if (isOpen(instance.progress.condition)) open.add(instance);
    const gone = [...before.instances.values()].filter(({ key }) => !placed.instances.has(key));
    for (const [key, instance] of before.instances) if (placed.instances.get(key) !== instance) forget(instance);
    return gone.flatMap((instance) => {
      const was = standingOf(instance);
      instance.progress = { ...instance.progress, condition: 'normal' };
      return was.alert ? tell(instance, was, { time, why: 'retired' }) : [];
    });
  }

  function forget(instance: Instance): void {
    due.set(instance, null);
    open.delete(instance);
  }

  function restore(from: EvaluatorImage): void {
    const decoded = decodeImage(from, { known, held, openings });
    watch = decoded.watch;
    if (watch.day === '') return;
    place(watch.day, '');
    // An instance the other did not have, of a rule that is new, is asked at once.
    const isKnown = new Set(from.instances.map(({ key }) => key));
    dirty = new Set([...placed.instances.values()].filter(({ key }) => !isKnown.has(key)));
    for (const [key, apply] of decoded.instances) {
      const instance = placed.instances.get(key);
      if (!instance) continue;
      const { dueMs, isDirty } = apply(instance);
      due.set(instance, dueMs);
      if (isDirty) dirty.add(instance);
      if (isOpen(instance.progress.condition)) open.add(instance);
    }
  }

  function sourcesAt(nowMs: number): Sources {
    return {
      ...{ nowMs, watchingMs: watch.watchingMs, baselines, hours, dayStartMs: calendar.startOf },
      known: (asset) => known.get(asset),
      held: (name) => held.get(name),
    };
  }
}

function isFiring(condition: AlertStanding['condition']): boolean {
  return condition === 'firing';
}

/** Never now: what is due and changes nothing is asked again with the next news. */
function soonest(...times: readonly [...(number | null)[], number]): number | null {
  const nowMs = times.at(-1) ?? 0;
  const coming = times.slice(0, -1).filter((ms): ms is number => ms !== null && ms > nowMs);
  return coming.length === 0 ? null : Math.min(...coming);
}
