import type { CountRow } from '#shared/wire/counts.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { AssetView, PushTopic, RecentEvent, ServerMessage } from '#shared/wire/push.ts';

/** An asset's view with its times in milliseconds; `pulseMs` undefined: nothing that promises an interval was heard of it. */
export type KnownAsset = AssetView & { readonly seenMs: number; readonly pulseMs: number | undefined };

export type Tick = Extract<ServerMessage, { type: 'tick' }>;

type Position = { readonly epoch: string; readonly offset: number };

/**
 * What a screen holds of the feed. The maps are changed in place by `applyMessage`, because a thousand assets ten times
 * a second are too many to copy; whoever draws reads them at its own pace.
 */
export type ScreenState = {
  readonly positions: Partial<Record<PushTopic, Position>>;
  readonly assets: Map<string, KnownAsset>;
  /** Day rows of the city and its units, by `countKey`. */
  readonly counts: Map<string, CountRow>;
  /** The civil day `counts` is of; null before the first snapshot. */
  day: string | null;
  /** Open ones, and those closed of late, by id; empty for a screen that did not ask for them. */
  readonly alerts: Map<number, AlertView>;
  readonly incidents: Map<number, IncidentView>;
  /** Newest first. */
  recent: readonly RecentEvent[];
  tick: Tick | null;
};

/** A screen that has heard nothing yet. */
export function emptyScreenState(): ScreenState {
  return {
    ...{ positions: {}, assets: new Map(), counts: new Map(), day: null },
    ...{ alerts: new Map(), incidents: new Map(), recent: [], tick: null },
  };
}

/** The key of a day's row: unit ('' the city), metric, dim (`key=value` or ''). */
export function countKey(unit: string, metric: string, dim: string): string {
  return `${unit}\t${metric}\t${dim}`;
}
