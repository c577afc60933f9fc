import type { AssetKind } from '#shared/events/kind.ts';
import type { AssetView } from '#shared/wire/push.ts';
import type { MarkShape } from '../admin/mark-shape.ts';
import { assetState, type AssetState } from '../feed/asset-state.ts';
import type { KnownAsset } from '../feed/screen-state.ts';
import type { BeatStrip, OpenFault, Pledge } from './beat-strip.ts';

/** The state of an asset; `unread`: the copy of the state could not be read, which says nothing of the asset. */
export type SeenState = AssetState | 'unread';

/** An asset as a list of them shows it. */
export type AssetLine = {
  readonly code: string;
  readonly kind: AssetKind;
  readonly unit: string;
  readonly name: { readonly vi: string; readonly en: string } | null;
  readonly state: SeenState;
  readonly heardMs: number | null;
  /** Not read where there are too many of them. */
  readonly strip: BeatStrip | null;
};

export const seenMarks: Readonly<Record<SeenState, MarkShape>> = {
  ...{ normal: 'dot', full: 'triangle', late: 'triangle', stale: 'hatched', lost: 'cross' },
  ...{ unknown: 'question', maintenance: 'spanner', fault: 'square', unread: 'question' },
};

/** What wants a look first; planned work does not. */
const ranks: Readonly<Record<SeenState, number>> = {
  ...{ fault: 0, lost: 1, stale: 2, full: 3, late: 4, unknown: 5, unread: 6, maintenance: 7, normal: 8 },
};

/** Whether somebody should look at it. */
export function wantsLook(state: SeenState): boolean {
  return ranks[state] <= ranks.full;
}

/** Those that want a look first, then by code. */
export function byUrgency<Line extends Pick<AssetLine, 'state' | 'code'>>(lines: readonly Line[]): Line[] {
  return lines.toSorted((a, b) => ranks[a.state] - ranks[b.state] || (a.code < b.code ? -1 : 1));
}

/** How an asset is at `nowMs`; `view` null: it could not be read, undefined: it never reported. */
export function seenState(view: AssetView | null | undefined, nowMs: number, pledge: Pledge): SeenState {
  if (view === null) return 'unread';
  return assetState(toKnown(view), nowMs, pledge.isPromised ? pledge.intervalMs / 1_000 : null);
}

/** The fault that has been open the longest; planned only where all are. */
export function openFaultOf(view: AssetView | null | undefined): OpenFault | null {
  const fault = view?.open['fault'];
  const [oldest] = fault?.items ?? [];
  if (!fault || !oldest) return null;
  const isPlanned = fault.count === fault.items.length && fault.items.every(({ value }) => value['planned'] === true);
  return { sinceMs: Date.parse(oldest.since), isPlanned };
}

function toKnown(view: AssetView | undefined): KnownAsset | undefined {
  if (!view) return undefined;
  return { ...view, seenMs: Date.parse(view.seen), pulseMs: view.pulse === null ? undefined : Date.parse(view.pulse) };
}
