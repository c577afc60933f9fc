import { alertName } from './alert.ts';
import type { Before, Evaluation } from './evaluation.ts';
import type { Instance, OpenAlert } from './instance.ts';
import { remember } from './judge-instance.ts';
import { isOpen } from './progress.ts';
import { explains, isSameSuppression, noteOpening, suppressionOf } from './suppression.ts';
import { noSuppression } from './transition-of.ts';

type AtTick = { readonly nowMs: number; readonly seq: number; readonly before: Before };

/** Opens, closes and silences: only when all questions of a tick are answered is it known what explains what. */
export function announce(evaluation: Evaluation, { nowMs, seq, before }: AtTick): void {
  const { open } = evaluation;
  for (const instance of open) if (!isOpen(instance.progress.condition)) open.delete(instance);
  const standing = putInOrder(open);
  const causes = standing.filter(({ rule, progress }) => rule.causes.length > 0 && progress.wasFiring);
  for (const instance of standing) {
    const cause = causes.find((one) => one !== instance && explains(one, instance));
    const inhibitedBy = cause && nameOf(cause, seq);
    const isCounted = inhibitedBy === undefined;
    const alert = instance.alert ?? openAlert(evaluation, instance, { nowMs, seq, isCounted });
    const suppression = suppressionOf({
      inhibitedBy,
      isClosed: isClosed(evaluation, instance, nowMs),
      isFlapping: instance.flap.isFlapping,
      isStorm: alert.isStorm,
    });
    // What is ending is not announced for its last minutes because its cause has ended first.
    const isEnding = instance.progress.condition === 'recovering' && suppression.why === 'none';
    const isSame = isEnding || isSameSuppression(alert.suppression, suppression);
    // Most of what stands open goes on as it is.
    if (isSame && alert === instance.alert) continue;
    remember(instance, before);
    instance.alert = isSame ? alert : { ...alert, suppression };
  }
}

/** What stands open, in order. The set is kept in it: hundreds may stand for days, and each minute they are gone through. */
function putInOrder(open: Set<Instance>): readonly Instance[] {
  const standing = [...open];
  if (standing.every(({ order }, at) => order > (standing[at - 1]?.order ?? -1))) return standing;
  open.clear();
  for (const instance of standing.sort((a, b) => a.order - b.order)) open.add(instance);
  return standing;
}

function nameOf({ rule, target, alert }: Instance, seq: number): string {
  return alertName({ rule: rule.id, target: target.name, openedSeq: alert?.openedSeq ?? seq });
}

function openAlert(
  { openings }: Evaluation,
  { rule, breachMs }: Instance,
  { nowMs, seq, isCounted }: { readonly nowMs: number; readonly seq: number; readonly isCounted: boolean },
): OpenAlert {
  const noted = isCounted ? noteOpening(openings.get(rule.id) ?? [], nowMs, rule.storm) : undefined;
  if (noted) openings.set(rule.id, noted.openings);
  return { openedSeq: seq, sinceMs: breachMs ?? nowMs, isStorm: noted?.isStorm ?? false, suppression: noSuppression };
}

function isClosed({ hours }: Evaluation, { rule, opening }: Instance, nowMs: number): boolean {
  if (rule.quiet !== undefined && hours.isOpen(rule.quiet, nowMs)) return true;
  return rule.hours === 'open' && !hours.isOpen(opening, nowMs);
}
