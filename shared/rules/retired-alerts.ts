import type { Transition } from './alert.ts';
import type { EvaluatorImage } from './image.ts';
import { isOpen } from './progress.ts';
import type { Rule } from './rule.ts';
import { noSuppression } from './transition-of.ts';

/**
 * The ends of alerts that an image holds and that nobody asks about any more: their rule was switched off, or no longer covers
 * their target. They end with the next tick, whose time they are given then.
 */
export function retiredAlerts({
  before,
  after,
  rules,
}: {
  readonly before: EvaluatorImage;
  readonly after: EvaluatorImage;
  readonly rules: readonly Rule[];
}): Omit<Transition, 'at'>[] {
  const asked = new Set(after.instances.map(({ key }) => key));
  return before.instances.flatMap(({ key, progress, alert }): Omit<Transition, 'at'>[] => {
    if (!alert || !isOpen(progress.condition) || asked.has(key)) return [];
    const [rule = '', target = ''] = key.split('\n');
    const { openedSeq, sinceMs, suppression } = alert;
    return [
      {
        alert: { world: before.world, rule, target, openedSeq },
        ...{ priority: rules.find(({ id }) => id === rule)?.priority ?? 'P3', labels: {} },
        ...{ since: new Date(sinceMs).toISOString(), why: 'retired', value: null },
        from: { condition: progress.condition, suppression },
        to: { condition: 'normal', suppression: noSuppression },
      },
    ];
  });
}
