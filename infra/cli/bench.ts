import type { CommandIo } from '../setup/command.ts';
import { runDetached } from '../setup/testing/run-detached.ts';

export const summary = 'measure speed, as ratios in one run on this machine';
export const usage = `[--only NAME[,NAME]] [--quick] [--days N] [--json FILE] [--report FILE] [--profile DIR]
Starts servers and processes of its own in a temporary folder and takes them down again. --json writes one flat object of
figures, --report the table as a page; --days is how long the city is simulated (1); --quick runs small sizes, to see that everything works; --profile leaves each
process's CPU profile (for Chrome's DevTools), which slows them down.`;

export function run(args: string[], io: CommandIo): Promise<number> {
  return runDetached('tests/bench/main.ts', args, io);
}
