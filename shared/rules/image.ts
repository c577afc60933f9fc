import type { Held } from './ask.ts';
import type { FlapHistory } from './flapping.ts';
import type { Instance, OpenAlert } from './instance.ts';
import type { Known } from './known.ts';
import type { Progress } from './progress.ts';
import { putRow, type Counted } from './window.ts';

/** How far an evaluator has watched. `watchingMs`: since when without a hole. */
export type Watch = {
  readonly tick: { readonly ms: number; readonly seq: number } | null;
  readonly watchingMs: number;
  readonly day: string;
};

type InstanceImage = {
  readonly key: string;
  readonly progress: Progress;
  readonly flap: FlapHistory;
  readonly alert: OpenAlert | null;
  readonly breachMs: number | null;
  /** When it is to be asked again though nothing new is told. */
  readonly dueMs: number | null;
  /** Whether it has news that no tick has judged. */
  readonly isDirty: boolean;
  /** Per side and part the buckets; `asked` tells for which question they were kept. */
  readonly windows: readonly (readonly (readonly [bucketMs: number, row: Counted])[])[];
  readonly asked: string;
  /** How long its rule waits for what; where that has changed it is asked at once. */
  readonly timing: string;
};

/** An evaluator as plain data, fit for JSON. */
export type EvaluatorImage = {
  readonly version: typeof imageVersion;
  readonly world: string;
  readonly watch: Watch;
  readonly known: readonly (readonly [asset: string, known: Known])[];
  readonly held: readonly (readonly [name: string, held: Held])[];
  readonly openings: readonly (readonly [rule: string, ms: readonly number[]])[];
  readonly instances: readonly InstanceImage[];
};

const imageVersion = 1;

/** Fills an instance; returns when it is due, and whether it has news. A question that has changed is asked at once. */
type Fill = (instance: Instance) => Pick<InstanceImage, 'dueMs' | 'isDirty'>;

type Parts = {
  readonly known: Map<string, Known>;
  readonly held: Map<string, Held>;
  readonly openings: Map<string, readonly number[]>;
};

/** The image of an evaluator. */
export function encodeImage({
  world,
  watch,
  instances,
  dirty,
  dueOf,
  ...parts
}: Parts & {
  readonly world: string;
  readonly watch: Watch;
  readonly instances: ReadonlyMap<string, Instance>;
  readonly dirty: ReadonlySet<Instance>;
  readonly dueOf: (instance: Instance) => number | null;
}): EvaluatorImage {
  return {
    ...{ version: imageVersion, world, watch },
    known: [...parts.known],
    held: [...parts.held],
    openings: [...parts.openings],
    instances: [...instances.values()].map((instance) => {
      const { key, progress, flap, alert, breachMs, windows } = instance;
      return {
        ...{ key, progress, flap, alert, breachMs, dueMs: dueOf(instance), isDirty: dirty.has(instance) },
        windows: windows.flat().map(({ buckets }) => [...buckets]),
        ...{ asked: questionOf(instance), timing: timingOf(instance) },
      };
    }),
  };
}

/** Fills what an image holds; each instance is filled once it is there. Rows kept for another question are left out. */
export function decodeImage(
  image: EvaluatorImage,
  parts: Parts,
): { readonly watch: Watch; readonly instances: readonly (readonly [key: string, apply: Fill])[] } {
  for (const [asset, known] of image.known) parts.known.set(asset, known);
  for (const [name, held] of image.held) parts.held.set(name, held);
  for (const [rule, times] of image.openings) parts.openings.set(rule, times);
  const instances = image.instances.map(({ key, dueMs, isDirty, windows, asked, timing, ...rest }) => {
    const apply: Fill = (instance) => {
      const { progress, flap, alert, breachMs } = rest;
      Object.assign(instance, { progress, flap, alert, breachMs });
      if (asked !== questionOf(instance)) return { dueMs: null, isDirty: true };
      for (const [at, window] of instance.windows.flat().entries()) {
        for (const [bucketMs, row] of windows[at] ?? []) putRow(window, bucketMs, row);
      }
      return { dueMs, isDirty: isDirty || timing !== timingOf(instance) };
    };
    return [key, apply] as const;
  });
  return { watch: image.watch, instances };
}

/** Thousands of instances are written out whenever something is found, and their questions stay what they are. */
const questions = new WeakMap<Instance, string>();

function questionOf(instance: Instance): string {
  const known = questions.get(instance);
  if (known !== undefined) return known;
  const { rule, target } = instance;
  const question = JSON.stringify([rule.when, rule.close ?? null, target.asset?.unit ?? null]);
  questions.set(instance, question);
  return question;
}

function timingOf({ rule: { forS, keepFiringS, noDataAfterS } }: Instance): string {
  return JSON.stringify([forS, keepFiringS, noDataAfterS ?? null]);
}
