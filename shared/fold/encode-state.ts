import type { FactValue } from '../events/kind.ts';
import type { AssetState, FoldState, Opener, Origin, WorldState } from './fold-state.ts';

type OriginImage = readonly [time: string, sequence: number, id: string, source: string];
type SaidImage = readonly [...OriginImage, value: FactValue | null];
type AssetImage = {
  readonly asset: string;
  readonly unit: string;
  readonly seen: OriginImage;
  /** Absent in images of version 3. */
  readonly pulse?: string;
  readonly fields: readonly (readonly [name: string, said: SaidImage])[];
  readonly open: readonly (readonly [
    sort: string,
    items: readonly (readonly [key: string, openers: readonly SaidImage[]])[],
  ])[];
};
type WorldImage = {
  readonly world: string;
  readonly clock: WorldState['clock'];
  readonly day: string;
  readonly heard: string;
  readonly assets: readonly AssetImage[];
  /** Per day the hashes: 64-bit floats in the machine's order (little-endian everywhere Node runs), base64. */
  readonly tombstones: readonly (readonly [day: string, hashes: string])[];
  readonly hasWithdrawals: boolean;
};

/** What `encodeState` makes and `decodeState` reads: plain data, fit for JSON. */
export type StateImage = readonly WorldImage[];

/**
 * The state as plain data. Everything stands in the order in which the log first spoke of it, so one log gives one text,
 * whether folded at once or with checkpoints in between. (Sorting half a million tombstones would hold up every screen
 * for a blink at each checkpoint.) Runs in Node, not in browsers.
 */
export function encodeState(state: FoldState): StateImage {
  return [...state.worlds].map(([world, { clock, day, heard, assets, tombstones, hasWithdrawals }]) => ({
    world,
    clock,
    day,
    heard,
    assets: [...assets.values()].map(encodeAsset),
    tombstones: [...tombstones].map(([buriedOn, hashes]) => [buriedOn, encodeHashes(hashes)] as const),
    hasWithdrawals,
  }));
}

/** The state that `encodeState` was given. Trusts its input: it is read only where its version is readable. */
export function decodeState(image: StateImage): FoldState {
  const worlds = new Map<string, WorldState>();
  for (const { world, clock, day, heard, assets, tombstones, hasWithdrawals } of image) {
    worlds.set(world, {
      clock,
      day,
      heard,
      assets: new Map(assets.map((asset) => [asset.asset, decodeAsset(asset)])),
      tombstones: new Map(tombstones.map(([buriedOn, hashes]) => [buriedOn, decodeHashes(hashes)])),
      hasWithdrawals,
    });
  }
  return { worlds };
}

function encodeAsset({ asset, unit, seen, pulse, fields, open }: AssetState): AssetImage {
  return {
    asset,
    unit,
    seen: encodeOrigin(seen),
    pulse,
    fields: [...fields].map(([name, { origin, value }]) => [name, [...encodeOrigin(origin), value]]),
    open: [...open].map(([sort, items]) => [
      sort,
      [...items].map(([key, openers]) => [key, openers.map(({ origin, value }) => [...encodeOrigin(origin), value])]),
    ]),
  };
}

function decodeAsset({ asset, unit, seen, pulse = '', fields, open }: AssetImage): AssetState {
  return {
    asset,
    unit,
    seen: decodeOrigin(seen),
    pulse,
    fields: new Map(fields.map(([name, said]) => [name, { origin: decodeOrigin(said), value: said[4] }])),
    open: new Map(
      open.map(([sort, items]) => [sort, new Map(items.map(([key, openers]) => [key, openers.map(decodeOpener)]))]),
    ),
  };
}

function encodeOrigin({ time, sequence, id, source }: Origin): OriginImage {
  return [time, sequence, id, source];
}

function decodeOrigin([time, sequence, id, source]: OriginImage | SaidImage): Origin {
  return { time, sequence, id, source };
}

function decodeOpener(said: SaidImage): Opener {
  return { origin: decodeOrigin(said), value: said[4] ?? {} };
}

function encodeHashes(hashes: ReadonlySet<number>): string {
  const numbers = new Float64Array(hashes.size);
  let at = 0;
  for (const hash of hashes) numbers[at++] = hash;
  return Buffer.from(numbers.buffer).toString('base64');
}

function decodeHashes(text: string): Set<number> {
  const bytes = Buffer.from(text, 'base64');
  // Copied, because a slice of Node's shared buffer pool need not lie on a multiple of eight.
  return new Set(new Float64Array(new Uint8Array(bytes).buffer));
}
