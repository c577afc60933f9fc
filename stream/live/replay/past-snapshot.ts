import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { KeptCheckpoint } from '#shared/store/read-past-checkpoint.ts';
import type { WorldCounts } from '#shared/store/read-standing-counts.ts';
import type { KeptImage } from '../state/checkpoint.ts';
import type { LiveImage } from '../state/live-state.ts';

const decompress = promisify(gunzip);

/** What was counted up to a frame, the snapshot's or one before it; `atMs`: what the world's clock said at the snapshot. */
export type PastCounted = WorldCounts & { readonly seq: number; readonly atMs: number };

/** What a kept snapshot holds of one world: a session holds no more than it shows. */
type PastSnapshot = {
  readonly image: LiveImage | undefined;
  /** Undefined where counts were not kept. */
  readonly counted: PastCounted | undefined;
};

/** The state before the first event. */
export const noSnapshot: PastSnapshot = { image: undefined, counted: undefined };

/** Reads what a snapshot holds of one world. */
export async function readSnapshot(kept: KeptCheckpoint, world: string): Promise<PastSnapshot> {
  const { counts, ...image } = JSON.parse((await decompress(kept.state)).toString()) as KeptImage;
  const counted = counts?.worlds.find((one) => one.world === world);
  const state = image.state.filter((one) => one.world === world);
  const atMs = Date.parse(state[0]?.clock?.time ?? '');
  return {
    image: { state, recent: image.recent.filter(([name]) => name === world) },
    counted: counts && counted && { ...counted, seq: counts.seq, atMs },
  };
}
