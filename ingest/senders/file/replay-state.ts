import { join } from 'node:path';
import { z } from 'zod';
import { worldClock, type WorldClock } from '#shared/wire/world.ts';
import { readStateFile, writeStateFile } from '../state-file.ts';

const worldState = z.strictObject({
  /** The city's wall time at which the run began: lays out every set the same way again. */
  startWallMs: z.number(),
  clock: worldClock,
});
const setState = z.strictObject({
  token: z.string(),
  sentThroughMs: z.number().nullable(),
  /** World time when this was written. */
  worldMs: z.number(),
  done: z.boolean(),
});

export type SetState = z.output<typeof setState>;

/** What a run leaves in `<data>/replays/<world>/`, so that it goes on where it stopped. */
export type ReplayState = {
  readonly startWallMs: number | undefined;
  readonly clock: WorldClock | undefined;
  readonly readSet: (set: string) => SetState | undefined;
  readonly writeWorld: (startWallMs: number, clock: WorldClock) => void;
  readonly writeSet: (set: string, state: SetState) => void;
};

/** Opens a world's folder; nothing is written yet. */
export function openReplayState(dataDir: string, world: string): ReplayState {
  // A colon is no good in a name of a folder everywhere.
  const dir = join(dataDir, 'replays', world.replace(':', '-'));
  const worldFile = join(dir, 'world.json');
  const setFile = (set: string): string => join(dir, `${set}.json`);
  const saved = readStateFile(worldFile, worldState);
  return {
    startWallMs: saved?.startWallMs,
    clock: saved?.clock,
    readSet: (set) => readStateFile(setFile(set), setState),
    writeWorld: (startWallMs, clock) => {
      writeStateFile(worldFile, { startWallMs, clock });
    },
    writeSet: (set, state) => {
      writeStateFile(setFile(set), state);
    },
  };
}
