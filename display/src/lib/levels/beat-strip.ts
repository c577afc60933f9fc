import { assetKinds, type AssetKind, type EventKind } from '#shared/events/kind.ts';
import { catalogue } from '#shared/events/catalogue.ts';
import type { BeatRow } from '#shared/store/read-beats.ts';

/**
 * How an asset was at the end of one interval: `gap`, it owed a sign of life and gave none; `late`, it was about to;
 * `quiet`, nothing came and nothing was owed; `unknown`, nothing is known of it until then.
 */
export type BeatState = 'well' | 'unwell' | 'maintenance' | 'late' | 'gap' | 'quiet' | 'unknown';

/** The last intervals of an asset, oldest first, the last of them ending at `toMs`. */
export type BeatStrip = {
  readonly toMs: number;
  readonly intervalMs: number;
  readonly isPromised: boolean;
  readonly states: readonly BeatState[];
};

/** A stretch of intervals of the same state. */
export type BeatSpan = {
  readonly fromMs: number;
  readonly toMs: number;
  readonly beats: number;
  readonly state: BeatState;
};

/** A fault that is open now, and since when. */
export type OpenFault = { readonly sinceMs: number; readonly isPlanned: boolean };

/** How many intervals a strip shows, and how many before them are read to know what it begins with. */
export const shownBeats = 50;
export const readBeatSlots = 60;

/** Where nothing is promised, a strip shows quarters of an hour. */
const unpromisedMs = 900_000;

/** What an asset promises: `null`, nothing. A system has an interval of its own. */
export type Pledge = { readonly intervalMs: number; readonly isPromised: boolean };

export function pledgeOf(kind: AssetKind, ownIntervalS: number | undefined): Pledge {
  const intervalS = ownIntervalS ?? intervalsS[kind];
  return intervalS === null
    ? { intervalMs: unpromisedMs, isPromised: false }
    : { intervalMs: intervalS * 1_000, isPromised: true };
}

/** The types of events that are a sign of life of an asset of this kind. */
export function lifeTypesOf(kind: AssetKind): readonly string[] {
  return lifeTypes[kind];
}

type Asked = {
  readonly rows: readonly BeatRow[];
  readonly pledge: Pledge;
  readonly fault: OpenFault | null;
  readonly nowMs: number;
};

/**
 * The last intervals of an asset, oldest first; the last one ends now and says the same as its present state. Freshness is
 * judged at the end of each as it is everywhere: well to 1.5 intervals after the last sign of life, late to 3, a gap beyond.
 */
export function beatStrip({ rows, pledge, fault, nowMs }: Asked): BeatStrip {
  const { intervalMs, isPromised } = pledge;
  const bySlot = new Map(rows.map((row) => [row.slot, row]));
  const states: BeatState[] = [];
  let lastMs: number | null = null;
  let look: 'well' | 'unwell' | 'maintenance' = 'well';
  for (let slot = readBeatSlots - 1; slot >= 0; slot--) {
    const row = bySlot.get(slot);
    if (row) {
      lastMs = row.lastMs;
      look = row.isUnwell ? 'unwell' : row.isPlanned ? 'maintenance' : 'well';
    }
    if (slot >= shownBeats) continue;
    const toMs = nowMs - slot * intervalMs;
    const isHeard = isPromised ? lastMs !== null : row !== undefined;
    const state =
      faultAt(fault, toMs) ?? (isHeard ? ageState(lastMs ?? 0, toMs, pledge, look) : quietState(isPromised));
    states.push(state);
  }
  return { toMs: nowMs, intervalMs, isPromised, states };
}

/** How many of the shown intervals the asset was heard in, and how many they are. */
export function countBeats({ states }: BeatStrip): { readonly heard: number; readonly of: number } {
  const heard = states.filter((state) => state === 'well' || state === 'unwell' || state === 'maintenance').length;
  return { heard, of: states.length };
}

/** The same strip in words: stretches of one state, the newest first. */
export function spansOf({ toMs, intervalMs, states }: BeatStrip): BeatSpan[] {
  const spans: BeatSpan[] = [];
  for (const [at, state] of states.entries()) {
    const endMs = toMs - (states.length - 1 - at) * intervalMs;
    const last = spans.at(-1);
    if (last?.state === state) spans[spans.length - 1] = { ...last, toMs: endMs, beats: last.beats + 1 };
    else spans.push({ fromMs: endMs - intervalMs, toMs: endMs, beats: 1, state });
  }
  return spans.reverse();
}

function faultAt(fault: OpenFault | null, toMs: number): BeatState | null {
  if (!fault || fault.sinceMs > toMs) return null;
  return fault.isPlanned ? 'maintenance' : 'unwell';
}

function quietState(isPromised: boolean): BeatState {
  return isPromised ? 'unknown' : 'quiet';
}

function ageState(lastMs: number, toMs: number, { intervalMs, isPromised }: Pledge, look: BeatState): BeatState {
  if (!isPromised) return look;
  const intervals = (toMs - lastMs) / intervalMs;
  if (intervals <= 1.5) return look;
  return intervals <= 3 ? 'late' : 'gap';
}

function kindsAt(asset: AssetKind): EventKind[] {
  return Object.values<EventKind>(catalogue).filter(({ assetKinds: at }) => at.includes(asset));
}

function perKind<Value>(of: (kind: AssetKind) => Value): Readonly<Record<AssetKind, Value>> {
  return Object.fromEntries(assetKinds.map((kind) => [kind, of(kind)])) as Record<AssetKind, Value>;
}

const intervalsS = perKind((kind) => {
  const promised = kindsAt(kind).flatMap(({ expectedIntervalS }) => expectedIntervalS ?? []);
  return promised.length === 0 ? null : Math.min(...promised);
});

const lifeTypes = perKind((kind) => {
  const kinds = kindsAt(kind);
  const promising = kinds.filter(({ expectedIntervalS }) => expectedIntervalS !== null);
  const telling = promising.length > 0 ? promising : kinds;
  return telling.flatMap(({ types }) => Object.keys(types)).filter((type) => !type.endsWith('.voided'));
});
