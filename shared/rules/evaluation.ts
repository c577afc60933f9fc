import { civilCalendar, type CivilCalendar } from '../time/civil-day.ts';
import type { AlertStanding, Transition } from './alert.ts';
import type { Held, Sources } from './ask.ts';
import { noBaselines, type Baselines } from './baseline.ts';
import type { RuleCity } from './city.ts';
import { createDueHeap, type DueHeap } from './due-heap.ts';
import { createHours, type Hours } from './expected.ts';
import type { EvaluatorImage, Watch } from './image.ts';
import type { Instance } from './instance.ts';
import { askedBy, type Asked, type Known } from './known.ts';
import { nowhere, type Placement } from './placement.ts';
import { isOpen } from './progress.ts';
import type { Rule } from './rule.ts';
import { transitionOf, type Was } from './transition-of.ts';

export type EvaluatorOptions = {
  readonly world: string;
  readonly rules: readonly Rule[];
  readonly city: RuleCity;
  readonly baselines?: Baselines;
  /** Where another evaluator of this world stopped. */
  readonly image?: EvaluatorImage;
};

/** All that an evaluator knows, changed in place by the parts that work on it. */
export type Evaluation = {
  readonly world: string;
  readonly rules: readonly Rule[];
  readonly city: RuleCity;
  readonly baselines: Baselines;
  readonly calendar: CivilCalendar;
  readonly dayStartMs: (day: string) => number;
  readonly hours: Hours;
  readonly asked: Asked;
  readonly known: Map<string, Known>;
  /** Since when each asset is silent if nothing more is told. */
  readonly silentFrom: Map<string, number>;
  readonly held: Map<string, Held>;
  /** Openings of the last ten minutes, by rule. */
  readonly openings: Map<string, readonly number[]>;
  readonly due: DueHeap<Instance>;
  readonly open: Set<Instance>;
  watch: Watch;
  /** Whether what is counted is told. */
  areCountsKnown: boolean;
  placed: Placement;
  /** Whom there is news of that no tick has judged. */
  dirty: Set<Instance>;
};

/** How instances stood before a tick touched them. */
export type Before = Map<Instance, Was>;

/** An evaluation of which nothing is known yet. */
export function createEvaluation({ world, rules, city, baselines = noBaselines }: EvaluatorOptions): Evaluation {
  const calendar = civilCalendar(city.timeZone);
  return {
    ...{ world, rules, city, baselines, calendar, hours: createHours(city), dayStartMs: rememberStarts(calendar) },
    asked: askedBy(rules),
    ...{
      known: new Map(),
      silentFrom: new Map(),
      held: new Map(),
      openings: new Map(),
      due: createDueHeap(),
      open: new Set(),
    },
    ...{ watch: { tick: null, watchingMs: 0, day: '' }, placed: nowhere, dirty: new Set() },
    areCountsKnown: true,
  };
}

/** The first instants of days, each worked out once: every asset began on one. */
function rememberStarts({ startOf }: CivilCalendar): (day: string) => number {
  const starts = new Map<string, number>();
  return (day) => {
    let startMs = starts.get(day);
    if (startMs === undefined) starts.set(day, (startMs = startOf(day)));
    return startMs;
  };
}

/** What answers are worked out from at an instant. */
export function sourcesAt(evaluation: Evaluation, nowMs: number): Sources {
  const { watch, areCountsKnown, baselines, hours, dayStartMs, known, silentFrom, held } = evaluation;
  return {
    ...{ nowMs, watchingMs: watch.watchingMs, areCountsKnown, baselines, hours, dayStartMs },
    silentFromMs: (asset) => silentFrom.get(asset),
    known: (asset) => known.get(asset),
    held: (name) => held.get(name),
  };
}

/** The transition of an instance since the tick before, if it is one of an alert. */
export function tell(
  { world }: Evaluation,
  instance: Instance,
  was: Was,
  { time, value = null, why }: { readonly time: string; readonly value?: Transition['value']; readonly why?: string },
): Transition[] {
  const told = transitionOf(instance, was, { world, at: time, value, ...(why !== undefined && { why }) });
  if (!isOpen(instance.progress.condition)) instance.alert = null;
  return told ? [told] : [];
}

/** Whether a condition is a breach, and not one for want of data. */
export function isFiring(condition: AlertStanding['condition']): boolean {
  return condition === 'firing';
}
