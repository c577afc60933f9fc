import { assetKinds, type AssetKind, type EventKind } from '#shared/events/kind.ts';
import { catalogue } from '#shared/events/catalogue.ts';
import type { BeatRow } from '#shared/store/read-beats.ts';

/**
 * How an asset was at the end of one interval: `gap`, it owed a sign of life and gave none; `late`, it was about to;
 * `quiet`, nothing came and nothing was owed; `unknown`, nothing is known of it until then.
 */
export type BeatState = 'well' | 'unwell' | 'maintenance' | 'late' | 'gap' | 'quiet' | 'unknown';

export type Beat = { readonly fromMs: number; readonly toMs: number; readonly state: BeatState };

/** A fault that is open now, and since when. */
export type OpenFault = { readonly sinceMs: number; readonly isPlanned: boolean };

/** How many intervals a strip shows, and how many before them are read to know what it begins with. */
export const shownBeats = 50;
export const readBeatSlots = 60;

/** Where nothing is promised, a strip shows quarters of an hour. */
const unpromisedMs = 900_000;

/** What an asset promises: `null`, nothing. A system has an interval of its own. */
export type Promise = { readonly intervalMs: number; readonly isPromised: boolean };

export function promiseOf(kind: AssetKind, ownIntervalS: number | undefined): Promise {
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
  readonly promise: Promise;
  readonly fault: OpenFault | null;
  readonly nowMs: number;
};

/**
 * The last intervals of an asset, oldest first; the last one ends now and says the same as its present state. Freshness is
 * judged at the end of each as it is everywhere: well to 1.5 intervals after the last sign of life, late to 3, a gap beyond.
 */
export function beatStrip({ rows, promise, fault, nowMs }: Asked): readonly Beat[] {
  const { intervalMs, isPromised } = promise;
  const bySlot = new Map(rows.map((row) => [row.slot, row]));
  const beats: Beat[] = [];
  let lastMs: number | null = null;
  let look: 'well' | 'unwell' | 'maintenance' = 'well';
  for (let slot = readBeatSlots - 1; slot >= 0; slot--) {
    const [fromMs, toMs] = [nowMs - (slot + 1) * intervalMs, nowMs - slot * intervalMs];
    const row = bySlot.get(slot);
    if (row) {
      lastMs = row.lastMs;
      look = row.isUnwell ? 'unwell' : row.isPlanned ? 'maintenance' : 'well';
    }
    if (slot >= shownBeats) continue;
    const isHeard = isPromised ? lastMs !== null : row !== undefined;
    const state =
      faultAt(fault, toMs) ?? (isHeard ? ageState(lastMs ?? 0, toMs, promise, look) : quietState(isPromised));
    beats.push({ fromMs, toMs, state });
  }
  return beats;
}

/** How many of the shown intervals the asset was heard in, and how many it could have been. */
export function countBeats(beats: readonly Beat[]): { readonly heard: number; readonly of: number } {
  const heard = beats.filter(({ state }) => state === 'well' || state === 'unwell' || state === 'maintenance').length;
  return { heard, of: beats.length };
}

function faultAt(fault: OpenFault | null, toMs: number): BeatState | null {
  if (!fault || fault.sinceMs > toMs) return null;
  return fault.isPlanned ? 'maintenance' : 'unwell';
}

function quietState(isPromised: boolean): BeatState {
  return isPromised ? 'unknown' : 'quiet';
}

function ageState(lastMs: number, toMs: number, { intervalMs, isPromised }: Promise, look: BeatState): BeatState {
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
