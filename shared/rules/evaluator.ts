import type { Transition } from './alert.ts';
import { createEvaluation, type EvaluatorOptions } from './evaluation.ts';
import { encodeImage, type EvaluatorImage } from './image.ts';
import type { Input } from './input.ts';
import { judgeTick, restsUntilMs } from './judge-tick.ts';
import { restore } from './place-targets.ts';
import { isAtRest, takeCountsKnown, takeReading, takeRow, takeView, takeVouched } from './take-news.ts';

export type { EvaluatorOptions } from './evaluation.ts';

export type Evaluator = {
  /** Takes an input in; a tick returns what changed at it, in a fixed order. */
  readonly step: (input: Input) => Transition[];
  /** A tick before this changes nothing, as long as it is told nothing and no tick is missing. */
  readonly restsUntilMs: () => number;
  /** Notes the last of some ticks that came in a row while it rested. */
  readonly pass: (tick: { readonly ms: number; readonly seq: number }) => void;
  /** Everything it goes on from, as plain data. */
  readonly image: () => EvaluatorImage;
  /** Alerts open now. */
  readonly openCount: () => number;
  /** Whether nothing is beginning, open or waiting to be judged at an asset, so that it may be vouched for. */
  readonly isAtRest: (asset: string) => boolean;
};

/**
 * Judges a city's rules over one world. The result depends on rules, city, baselines and inputs alone: no clock, no chance.
 * An evaluator that goes on from an image does what the other would have done.
 */
export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const evaluation = createEvaluation(options);
  if (options.image) restore(evaluation, options.image);
  return {
    step: (input) => {
      if (input.kind === 'tick') return judgeTick(evaluation, input);
      if (input.kind === 'views') for (const view of input.views) takeView(evaluation, view);
      else if (input.kind === 'rows') for (const row of input.rows) takeRow(evaluation, row);
      else if (input.kind === 'counts') takeCountsKnown(evaluation, input.areKnown);
      else if (input.kind === 'readings') for (const reading of input.readings) takeReading(evaluation, reading);
      else for (const [asset, until] of input.vouched) takeVouched(evaluation, asset, until);
      return [];
    },
    restsUntilMs: () => restsUntilMs(evaluation),
    pass: (tick) => {
      evaluation.watch = { ...evaluation.watch, tick };
    },
    image: () => {
      const { placed, due, ...rest } = evaluation;
      return encodeImage({ ...rest, instances: placed.instances, dueOf: due.get });
    },
    openCount: () => evaluation.open.size,
    isAtRest: (asset) => isAtRest(evaluation, asset),
  };
}
