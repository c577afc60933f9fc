import { parseArgs } from 'node:util';
import type { BriefIssued } from '#shared/wire/brief-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Issue a brief by hand; what is issued stands for good';
export const usage = `--period day|week|… [--date DAY] [--world live] [--json]
  --date  a day that it is about (2026-11-27); without it the last days that are over`;

const options = {
  period: { type: 'string' },
  date: { type: 'string' },
  world: { type: 'string', default: 'live' },
  json: { type: 'boolean', default: false },
} as const;

/** Asks the office for it. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values } = parseArgs({ args, options });
  const { period, date, world } = values;
  if (period === undefined) throw new Error('say which period: --period day, --period week, or one of your own');
  const body = { period, world, ...(date !== undefined && { date }) };
  const issued = await askOwner<BriefIssued>('office', io, 'brief.issue', body);
  io.stdout.write(
    values.json
      ? `${JSON.stringify(issued)}\n`
      : `brief ${issued.id} issued, SHA-256 ${issued.hash}; ${issued.letters} letters will carry it\n`,
  );
}
