import { join } from 'node:path';
import { z } from 'zod';
import { worldClock } from '#shared/wire/world.ts';
import { readStateFile, writeStateFile } from '../../state-file.ts';

const runState = z.strictObject({
  /** What the events follow from; with another one the same ids would name other events. */
  fingerprint: z.string(),
  /** First part of every id. */
  tag: z.string(),
  startMs: z.number(),
  /** From when to when heartbeats are sent thinned. */
  thinned: z.array(z.tuple([z.number(), z.number()])),
  /** Everything due before is decided. */
  sentThroughMs: z.number(),
  clock: worldClock.nullable(),
  done: z.boolean(),
  tokens: z.record(z.string(), z.string()),
});
export type RunState = z.output<typeof runState>;

/** What a run leaves in `<data>/simulations/<run>.json`, tokens among it, so that it goes on where it stopped. */
export type RunStateFile = {
  readonly read: () => RunState | undefined;
  readonly write: (state: RunState) => void;
};

/** Opens a run's file; nothing is written yet. */
export function openRunState(dataDir: string, run: string): RunStateFile {
  const path = join(dataDir, 'simulations', `${run}.json`);
  return {
    read: () => readStateFile(path, runState),
    write: (state) => {
      writeStateFile(path, state);
    },
  };
}
