import { createEvaluator, type Evaluator, type EvaluatorOptions } from '../evaluator.ts';
import { retiredAlerts } from '../retired-alerts.ts';
import type { Rule } from '../rule.ts';

/** Rules that asked from an instant on. */
export type RulesHeld = { readonly fromMs: number; readonly rules: readonly Rule[] };

/**
 * An evaluator whose rules change as they did: each set holds from the first tick at its instant or later, and goes on from what
 * the one before knew, as the duty process does. The first holds from the beginning.
 */
export function createHeldEvaluator(
  [first, ...later]: readonly RulesHeld[],
  options: Omit<EvaluatorOptions, 'rules' | 'image'>,
): Evaluator {
  let evaluator = createEvaluator({ ...options, rules: first?.rules ?? [] });
  let next = 0;
  return {
    step: (input) => {
      const held = input.kind === 'tick' ? later.findLastIndex(({ fromMs }) => fromMs <= Date.parse(input.time)) : -1;
      const rules = held >= next ? later[held]?.rules : undefined;
      if (!rules || input.kind !== 'tick') return evaluator.step(input);
      next = held + 1;
      const before = evaluator.image();
      evaluator = createEvaluator({ ...options, rules, image: before });
      const over = retiredAlerts({ before, after: evaluator.image(), rules });
      return [...over.map((end) => ({ ...end, at: input.time })), ...evaluator.step(input)];
    },
    restsUntilMs: () => Math.min(evaluator.restsUntilMs(), later[next]?.fromMs ?? Infinity),
    pass: (tick) => {
      evaluator.pass(tick);
    },
    image: () => evaluator.image(),
    openCount: () => evaluator.openCount(),
    isAtRest: (asset) => evaluator.isAtRest(asset),
  };
}
