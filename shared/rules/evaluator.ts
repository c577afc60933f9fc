import { civilCalendar } from '../time/civil-day.ts';
import type { CountRow } from '../wire/counts.ts';
import type { AssetView } from '../wire/push.ts';
import { alertName, type AlertStanding, type Suppression, type Transition } from './alert.ts';
import { ask, type Answer, type Held, type Sources } from './ask.ts';
import { noBaselines, type Baselines } from './baseline.ts';
import type { RuleCity } from './city.ts';
import { createDueHeap } from './due-heap.ts';
import { createHours } from './expected.ts';
import { noteMinute } from './flapping.ts';
import { decodeImage, encodeImage, type EvaluatorImage, type Watch } from './image.ts';
import { feedsOf, instancesOn, type Instance } from './instance.ts';
import { askedBy, saysSame, toKnown, type Known } from './known.ts';
import { advance, isOpen, nextChange, skip, type Reading } from './progress.ts';
import type { Rule } from './rule.ts';
import { explains, isSameSuppression, noteOpening, suppressionOf } from './suppression.ts';
import { putRow, type Counted, type Window } from './window.ts';

export type { EvaluatorImage };

/** What an evaluator is told, in the order of the log. It judges at ticks alone. */
export type Input =
  | { readonly kind: 'tick'; readonly seq: number; readonly time: string; readonly speed: number }
  | { readonly kind: 'views'; readonly views: readonly AssetView[] }
  | { readonly kind: 'rows'; readonly rows: readonly RuleRow[] }
  /** `name` is `forecast <asset>` or `kpi <id> <unit or nothing>`. */
  | { readonly kind: 'readings'; readonly readings: readonly (Held & { readonly name: string })[] };

/** A roll-up row as the writer tells it; its distribution beside it where a rule asks for percentiles. */
export type RuleRow = { readonly row: CountRow; readonly slots?: Counted['slots'] };

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

/** How an instance stood before a tick touched it. */
type Was = { readonly standing: AlertStanding; readonly alert: Instance['alert'] };
type Before = Map<Instance, Was>;

const minuteMs = 60_000;
/** More than so many missed ticks are a hole: nobody watched. A world that runs faster ticks in longer steps. */
const missedTicks = 15;
const noSuppression: Suppression = { why: 'none' };

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
  let instances = new Map<string, Instance>();
  let byAsset = new Map<string, Instance[]>();
  let bySeries = new Map<string, { readonly window: Window; readonly instance: Instance }[]>();
  let byHeld = new Map<string, Instance[]>();
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
    image: () => encodeImage({ world, watch, known, held, openings, instances, dirty, dueOf: due.get }),
    openCount: () => open.size,
  };

  function takeView(view: AssetView): void {
    const before = known.get(view.asset);
    const after = toKnown(view, asked);
    known.set(view.asset, after);
    const isNews = !saysSame(before, after);
    for (const instance of byAsset.get(view.asset) ?? []) {
      // A new sign of life moves a silence that has not come on: its own time will tell.
      const isAtRest = instance.progress.condition === 'normal' && instance.progress.unknownMs === null;
      if (isNews || !isAtRest || instance.rule.when.kind === 'clock') dirty.add(instance);
    }
  }

  function takeRow({ row, slots }: RuleRow): void {
    const [grain, bucket, unit, scope, metric, dim, n, sum] = row;
    const fed = bySeries.get(`${grain} ${metric} ${dim} ${unit} ${scope}`);
    if (!fed) return;
    const bucketMs = Date.parse(bucket);
    for (const { window, instance } of fed) {
      if (putRow(window, bucketMs, slots ? { n, sum, slots } : { n, sum })) dirty.add(instance);
    }
  }

  function takeReading({ name, ...reading }: Held & { readonly name: string }): void {
    held.set(name, reading);
    for (const instance of byHeld.get(name) ?? []) dirty.add(instance);
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
      place(day, (gone) => transitions.push(...retire(gone, { time, seq })));
    }
    if (isBlind) {
      for (const instance of instances.values()) instance.progress = skip(instance.progress, heldMs);
      dirty = new Set(instances.values());
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
      if (was) transitions.push(...tell(instance, was, { time, value: values.get(instance)?.value ?? null }));
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
    if (before.has(instance)) return;
    const standing = {
      condition: instance.progress.condition,
      suppression: instance.alert?.suppression ?? noSuppression,
    };
    before.set(instance, { standing, alert: instance.alert });
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
    { time, value }: { readonly time: string; readonly value: Transition['value'] },
  ): Transition[] {
    const { rule, target, labels, progress } = instance;
    const isNow = isOpen(progress.condition);
    const alert = instance.alert ?? was.alert;
    if (!isNow) instance.alert = null;
    if (!alert || (!isNow && !was.alert)) return [];
    const to = { condition: progress.condition, suppression: isNow ? alert.suppression : noSuppression };
    const from = was.standing;
    if (from.condition === to.condition && isSameSuppression(from.suppression, to.suppression)) return [];
    const { openedSeq, sinceMs } = alert;
    return [
      {
        alert: { world, rule: rule.id, target: target.name, openedSeq },
        ...{ priority: rule.priority, labels, at: time, since: new Date(sinceMs).toISOString() },
        ...{ from, to, why: whyOf(from, to), value },
      },
    ];
  }

  /** Alerts of what is no longer in the registry end with it. */
  function retire(gone: readonly Instance[], at: { readonly time: string; readonly seq: number }): Transition[] {
    return gone.flatMap((instance) => {
      const { alert, progress } = instance;
      due.set(instance, null);
      open.delete(instance);
      if (!alert) return [];
      const standing = { condition: progress.condition, suppression: alert.suppression };
      instance.progress = { ...progress, condition: 'normal' };
      const told = tell(instance, { standing, alert }, { time: at.time, value: null });
      return told.map((one) => ({ ...one, why: 'retired' }));
    });
  }

  /** Takes the targets of a day; what stays keeps its state. */
  function place(day: string, drop: (gone: readonly Instance[]) => void): void {
    const fresh = instancesOn(rules, city, day);
    const kept = new Map(fresh.map((one) => [one.key, carry(instances.get(one.key), one)]));
    drop([...instances.values()].filter(({ key }) => !kept.has(key)));
    for (const [key, instance] of instances) if (kept.get(key) !== instance) forget(instance);
    instances = kept;
    byAsset = groupBy([...kept.values()], ({ target }) => (target.asset ? [target.asset.code] : []));
    bySeries = groupBy(
      [...kept.values()].flatMap((instance) => feedsOf(instance).map((feed) => ({ ...feed, instance }))),
      ({ series }) => [series],
    );
    byHeld = groupBy([...kept.values()], ({ rule: { when }, target: { name } }) => {
      if (when.kind === 'forecast') return [`forecast ${name}`];
      return when.kind === 'kpi' ? [`kpi ${when.kpi} ${name}`] : [];
    });
    dirty = new Set(kept.values());
    for (const instance of kept.values()) if (isOpen(instance.progress.condition)) open.add(instance);
  }

  function forget(instance: Instance): void {
    due.set(instance, null);
    open.delete(instance);
  }

  function restore(from: EvaluatorImage): void {
    const decoded = decodeImage(from, { known, held, openings });
    watch = decoded.watch;
    if (watch.day === '') return;
    place(watch.day, () => undefined);
    // An instance the other did not have, of a rule that is new, is asked at once.
    const isKnown = new Set(from.instances.map(({ key }) => key));
    dirty = new Set([...instances.values()].filter(({ key }) => !isKnown.has(key)));
    for (const [key, apply] of decoded.instances) {
      const instance = instances.get(key);
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

/** The same target on another day keeps how far it came, and its windows. */
function carry(before: Instance | undefined, fresh: Instance): Instance {
  if (!before) return fresh;
  const { windows, progress, flap, alert, breachMs } = before;
  return { ...fresh, windows, progress, flap, alert, breachMs };
}

function readingOf({ holds, value }: Answer, over: Answer | undefined): Reading {
  if (typeof value === 'number' && !Number.isFinite(value)) return 'error';
  if (holds === null) return 'unknown';
  if (holds) return 'breach';
  return over && over.holds !== true ? 'between' : 'clear';
}

function isFiring(condition: AlertStanding['condition']): boolean {
  return condition === 'firing';
}

function whyOf(from: AlertStanding, to: AlertStanding): string {
  if (from.condition !== to.condition) {
    if (!isOpen(to.condition)) return 'over';
    if (to.condition === 'no_data' || to.condition === 'error') return to.condition;
    if (to.condition === 'recovering') return 'recovering';
    return isOpen(from.condition) ? 'again' : 'holds';
  }
  return to.suppression.why === 'none' ? 'announced' : to.suppression.why;
}

/** Never now: what is due and changes nothing is asked again with the next news. */
function soonest(...times: readonly [...(number | null)[], number]): number | null {
  const nowMs = times.at(-1) ?? 0;
  const coming = times.slice(0, -1).filter((ms): ms is number => ms !== null && ms > nowMs);
  return coming.length === 0 ? null : Math.min(...coming);
}

function groupBy<Thing>(things: readonly Thing[], keysOf: (thing: Thing) => readonly string[]): Map<string, Thing[]> {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    for (const key of keysOf(thing)) {
      const group = groups.get(key);
      if (group) group.push(thing);
      else groups.set(key, [thing]);
    }
  }
  return groups;
}
