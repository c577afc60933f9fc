import type { Transition } from './alert.ts';
import { tell, type Evaluation } from './evaluation.ts';
import { decodeImage, type EvaluatorImage } from './image.ts';
import { placeOn } from './placement.ts';
import { isOpen } from './progress.ts';
import { setKnown } from './take-news.ts';
import { standingOf } from './transition-of.ts';

/** Takes the targets of a day; alerts of what is no longer in the registry end with it. */
export function placeTargets(evaluation: Evaluation, day: string, time: string): Transition[] {
  const { rules, city, placed: before, open, due } = evaluation;
  const placed = placeOn(day, { rules, city, before });
  evaluation.placed = placed;
  evaluation.dirty = new Set(placed.instances.values());
  for (const instance of evaluation.dirty) if (isOpen(instance.progress.condition)) open.add(instance);
  for (const [key, instance] of before.instances) {
    if (placed.instances.get(key) === instance) continue;
    due.set(instance, null);
    open.delete(instance);
  }
  const gone = [...before.instances.values()].filter(({ key }) => !placed.instances.has(key));
  return gone.flatMap((instance) => {
    const was = standingOf(instance);
    instance.progress = { ...instance.progress, condition: 'normal' };
    return was.alert ? tell(evaluation, instance, was, { time, why: 'retired' }) : [];
  });
}

/** Goes on from where another evaluator stopped. */
export function restore(evaluation: Evaluation, image: EvaluatorImage): void {
  const { known, held, openings, due, open } = evaluation;
  const decoded = decodeImage(image, { known, held, openings });
  for (const [asset, one] of known) setKnown(evaluation, asset, one);
  evaluation.watch = decoded.watch;
  if (decoded.watch.day === '') return;
  placeTargets(evaluation, decoded.watch.day, '');
  const { instances } = evaluation.placed;
  // An instance the other did not have, of a rule that is new, is asked at once.
  const isKnown = new Set(image.instances.map(({ key }) => key));
  evaluation.dirty = new Set([...instances.values()].filter(({ key }) => !isKnown.has(key)));
  for (const [key, apply] of decoded.instances) {
    const instance = instances.get(key);
    if (!instance) continue;
    const { dueMs, isDirty } = apply(instance);
    due.set(instance, dueMs);
    if (isDirty) evaluation.dirty.add(instance);
    if (isOpen(instance.progress.condition)) open.add(instance);
  }
}
