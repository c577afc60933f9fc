import type { AlertStanding, Suppression, Transition } from './alert.ts';
import type { Instance, OpenAlert } from './instance.ts';
import { isOpen } from './progress.ts';
import { isSameSuppression } from './suppression.ts';

/** How an instance stood before a tick touched it. */
export type Was = { readonly standing: AlertStanding; readonly alert: OpenAlert | null };

export const noSuppression: Suppression = { why: 'none' };

/** How an instance stands now. */
export function standingOf({ progress, alert }: Instance): Was {
  return { standing: { condition: progress.condition, suppression: alert?.suppression ?? noSuppression }, alert };
}

/** What became of an alert since a standing; undefined: nothing, or there is none. */
export function transitionOf(
  { rule, target, labels, progress, alert: present }: Instance,
  { standing: from, alert: past }: Was,
  { world, at, value, why }: { world: string; at: string; value: Transition['value']; why?: string },
): Transition | undefined {
  const isNow = isOpen(progress.condition);
  const alert = present ?? past;
  if (!alert || (!isNow && !past)) return undefined;
  const to = { condition: progress.condition, suppression: isNow ? alert.suppression : noSuppression };
  if (from.condition === to.condition && isSameSuppression(from.suppression, to.suppression)) return undefined;
  const { openedSeq, sinceMs } = alert;
  return {
    alert: { world, rule: rule.id, target: target.name, openedSeq },
    ...{ priority: rule.priority, labels, at, since: new Date(sinceMs).toISOString() },
    ...{ from, to, why: why ?? whyOf(from, to), value },
  };
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
