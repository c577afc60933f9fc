import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runSender } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';
import { PROJECT_DIR } from '../../setup/folders.ts';

export const summary = 'Replay every set of samples the city has a mapping for, in one world (npm start does this)';
export const usage = `[--speed 60]
  The samples are looked for in ../shared/data, beside the project. They start together on a Tuesday at 08:30 in the
  world replay:start and loop. Ctrl-C stops; the same command goes on from there.`;

/** Replays the samples until interrupted; without samples it says so and is done. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values } = parseArgs({ args, options: { speed: { type: 'string' } } });
  const samples = join(PROJECT_DIR, '../shared/data');
  if (!existsSync(samples)) {
    io.stdout.write('There are no samples in ../shared/data; nothing is replayed.\n');
    return 0;
  }
  const speed = values.speed === undefined ? [] : ['--speed', values.speed];
  return runSender('ingest/senders/file/main.ts', ['--samples', samples, ...speed], io);
}
