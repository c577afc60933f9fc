import type { CommandIo } from '../setup/command.ts';
import { runDetached } from '../setup/testing/run-detached.ts';

export const summary = 'break everything that can break, and see that nothing accepted is lost or counted twice';
export const usage = `[--seed N] [--minutes M] [--only F01,F05] [--report FILE]
Starts servers and processes of its own in temporary folders. The same seed repeats a run; the long
scenarios last M minutes (1 when not told, 10 for the full length). FILE takes the table as Markdown.`;

export function run(args: string[], io: CommandIo): Promise<number> {
  return runDetached('tests/chaos/main.ts', args, io);
}
