import type { AssetView } from '../wire/push.ts';
import type { Held } from './ask.ts';
import type { Evaluation } from './evaluation.ts';
import type { RuleRow } from './input.ts';
import { saysSame, silentFromMs, toKnown, type Known } from './known.ts';
import { putRow } from './window.ts';

/** Notes how an asset stands now, and whom that may concern. */
export function takeView(evaluation: Evaluation, view: AssetView): void {
  const { known, asked, placed, dirty } = evaluation;
  const before = known.get(view.asset);
  const after = toKnown(view, asked, before?.vouched);
  setKnown(evaluation, view.asset, after);
  const isNews = !saysSame(before, after);
  for (const instance of placed.byAsset.get(view.asset) ?? []) {
    // A new sign of life moves a silence that has not come on: its own time will tell.
    const isAtRest = instance.progress.condition === 'normal' && instance.progress.unknownMs === null;
    if (isNews || !isAtRest || instance.rule.when.kind === 'clock') dirty.add(instance);
  }
}

/** Notes what was counted. */
export function takeRow({ placed, dirty }: Evaluation, { row, slots }: RuleRow): void {
  const [grain, bucket, unit, scope, metric, dim, n, sum] = row;
  const fed = placed.bySeries.get(`${grain} ${metric} ${dim} ${unit} ${scope}`);
  if (!fed) return;
  const bucketMs = Date.parse(bucket);
  for (const { window, instance } of fed) {
    if (putRow(window, bucketMs, slots ? { n, sum, slots } : { n, sum })) dirty.add(instance);
  }
}

/** Notes whether counts are told: a question about them has no answer while they are not. */
export function takeCountsKnown(evaluation: Evaluation, areKnown: boolean): void {
  if (evaluation.areCountsKnown === areKnown) return;
  evaluation.areCountsKnown = areKnown;
  for (const instance of evaluation.placed.instances.values()) {
    if (instance.windows.some((windows) => windows.length > 0)) evaluation.dirty.add(instance);
  }
}

/** Notes what others worked out. */
export function takeReading(
  { held, placed, dirty }: Evaluation,
  { name, ...reading }: Held & { readonly name: string },
): void {
  held.set(name, reading);
  for (const instance of placed.byHeld.get(name) ?? []) dirty.add(instance);
}

/** Notes that an asset goes on as it is, heard in every interval, until a last sign of life at `until`. */
export function takeVouched(evaluation: Evaluation, asset: string, until: string): void {
  const before = evaluation.known.get(asset) ?? { pulse: null, fields: {}, open: {} };
  setKnown(evaluation, asset, { ...before, vouched: until });
}

/** What is known of an asset from here on, and since when it is silent unless more is told. */
export function setKnown({ known, silentFrom }: Evaluation, asset: string, after: Known): void {
  known.set(asset, after);
  const fromMs = silentFromMs(after);
  if (fromMs !== null) silentFrom.set(asset, fromMs);
}

/**
 * Whether nothing is beginning, open or waiting to be judged at an asset. As long as it is heard in every interval and
 * says nothing that a rule asks for, it may be vouched for, and nothing will be told that would not have been told.
 */
export function isAtRest({ placed, dirty }: Evaluation, asset: string): boolean {
  return (placed.byAsset.get(asset) ?? []).every((instance) => {
    const { condition, unknownMs } = instance.progress;
    const isPatient = unknownMs === null || instance.rule.noDataAfterS === undefined;
    return condition === 'normal' && isPatient && !dirty.has(instance);
  });
}
