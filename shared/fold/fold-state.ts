import type { FactValue } from '../events/kind.ts';
import type { Tombstones } from './tombstones.ts';

/**
 * Changes whenever the same log would fold to another state or another encoding: a checkpoint of another version is not
 * read, the log is folded anew, unless `readableFoldVersions` names it.
 *
 * 4  an asset's pulse; open items lapse
 */
export const foldVersion = 4;

/**
 * Versions whose checkpoints are gone on from: what they lack comes back by itself within minutes, while a report opened
 * before the log's first frame would be lost for good.
 */
export const readableFoldVersions: readonly number[] = [3, foldVersion];

/** The event that said something. Ordered by `compareOrigins`; `sequence` is -1 where the sender counts none. */
export type Origin = {
  readonly time: string;
  readonly sequence: number;
  readonly id: string;
  readonly source: string;
};

/** A last-known value. `value` null: the event that said it was withdrawn, and nothing newer is known. */
export type FieldState = { readonly origin: Origin; readonly value: FactValue | null };

/** An event that opened an item, and with what. */
export type Opener = { readonly origin: Origin; readonly value: FactValue };

/** What is known of one asset. */
export type AssetState = {
  readonly asset: string;
  /** The unit its newest event was stamped with. */
  unit: string;
  /** Its newest event of any type. */
  seen: Origin;
  /** The time of its newest event of a kind that promises an interval; '' when there was none. Silence is told by this alone. */
  pulse: string;
  readonly fields: Map<string, FieldState>;
  /** sort → key → who opened it, newest first; more than one only when a sender opened a key twice. */
  readonly open: Map<string, Map<string, Opener[]>>;
};

/** One world: its clock by the newest tick, its service day by that clock, its assets. */
export type WorldState = {
  clock: { readonly time: string; readonly speed: number } | null;
  day: string;
  /** When its newest event was received, in real time. */
  heard: string;
  readonly assets: Map<string, AssetState>;
  readonly tombstones: Tombstones;
  /** Whether an event was ever withdrawn: until then none needs to be looked up. */
  hasWithdrawals: boolean;
};

/** Everything folded from a log. Owned by one holder: `applyEvent` changes it in place. */
export type FoldState = { readonly worlds: Map<string, WorldState> };

/** The state before the first event. */
export function createState(): FoldState {
  return { worlds: new Map() };
}

/** Which of two events has the last word on one thing: the greater time, then sequence, then id. */
export function compareOrigins(a: Origin, b: Origin): number {
  if (a.time !== b.time) return a.time < b.time ? -1 : 1;
  if (a.sequence !== b.sequence) return a.sequence - b.sequence;
  if (a.id !== b.id) return a.id < b.id ? -1 : 1;
  return a.source < b.source ? -1 : Number(a.source > b.source);
}

/** Whether two events are one and the same. */
export function isSameEvent(a: Pick<Origin, 'id' | 'source'>, b: Pick<Origin, 'id' | 'source'>): boolean {
  return a.id === b.id && a.source === b.source;
}
