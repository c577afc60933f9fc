import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { KeptCheckpoint } from '#shared/store/read-past-checkpoint.ts';
import type { WorldCounts } from '#shared/store/read-standing-counts.ts';
import type { KeptImage } from '../state/checkpoint.ts';
import type { LiveImage } from '../state/live-state.ts';

const decompress = promisify(gunzip);

/** What a kept snapshot holds of one world: a session holds no more than it shows. */
type PastSnapshot = {
  readonly image: LiveImage | undefined;
  /** What was counted up to a frame, the snapshot's or one before it; undefined where that was not kept. */
  readonly counted: (WorldCounts & { readonly seq: number }) | undefined;
};

/** The state before the first event. */
export const noSnapshot: PastSnapshot = { image: undefined, counted: undefined };

/** Reads what a snapshot holds of one world. */
export async function readSnapshot({ state }: KeptCheckpoint, world: string): Promise<PastSnapshot> {
  const { counts, ...image } = JSON.parse((await decompress(state)).toString()) as KeptImage;
  const counted = counts?.worlds.find((one) => one.world === world);
  return {
    image: {
      state: image.state.filter((one) => one.world === world),
      recent: image.recent.filter(([name]) => name === world),
    },
    counted: counts && counted && { ...counted, seq: counts.seq },
  };
}
