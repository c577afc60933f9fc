import { parseArgs } from 'node:util';
import type { BriefChecked } from '#shared/wire/brief-commands.ts';
import { readBriefId } from '../../brief/connect-briefs.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Look now for events that came after a brief; what they change becomes its addendum';
export const usage = 'ID';

/** Asks the office for it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
  const id = readBriefId(positionals);
  const { lateEvents, addendum, changes } = await askOwner<BriefChecked>('office', io, 'brief.check', { id });
  const what = addendum === null ? 'no figure changed' : `addendum ${addendum} tells of ${changes} changes`;
  io.stdout.write(`${lateEvents} late events; ${what}\n`);
}
