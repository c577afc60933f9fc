import { parseArgs } from 'node:util';
import type { PackDiff, PackImport } from '#shared/wire/pack-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeDiff } from '../../packs/describe-diff.ts';
import { readCheckedPack } from '../../packs/read-checked-pack.ts';
import { sendPack } from '../../packs/send-pack.ts';
import type { CommandIo } from '../../setup/command.ts';
import { confirm } from '../../setup/confirm.ts';
import { createProgress } from '../../setup/progress.ts';

export const summary = 'Take a city’s folder or workbook into the running system';
export const usage = `CITY|DIR|FILE.xlsx [--dry-run] [--effective DATE] [--overwrite-edits] [--yes] [--language vi|en]
  Shows what changes and asks. Changes hold from today, or from --effective: a coming day plans them ahead, a day gone by
  only fills what was not known then. The past is never rewritten, and what was edited in the system is left alone unless
  --overwrite-edits is given. All of it is taken in, or nothing.`;

type Values = { effective?: string; 'overwrite-edits': boolean; 'dry-run': boolean; yes: boolean };

/** Takes the pack in; 1: it was refused, or the person said no. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      effective: { type: 'string' },
      'overwrite-edits': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      language: { type: 'string', default: 'vi' },
    },
    allowPositionals: true,
  });
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) throw new Error('name one city, folder or workbook');
  const { language } = values;
  if (language !== 'vi' && language !== 'en') throw new Error('--language is vi or en');
  const read = await readCheckedPack(named, { io, language });
  if (!read) return 1;
  const { step } = createProgress(io.stdout, Date.now);
  const sent = await step(`Send ${read.path}`, (report) => sendPack(io, read.files, report));
  const ask = toAsk(sent, values);
  const diff = await step('Compare', () => askOwner<PackDiff>('office', io, 'pack.diff', ask));
  io.stdout.write(describeDiff(diff, language));
  if (diff.problems.length > 0) return 1;
  if (values['dry-run'] || Object.keys(diff.counts).length === 0) return 0;
  if (!values.yes && !(await confirm('Import?', io))) {
    io.stdout.write('Nothing was changed.\n');
    return 1;
  }
  await step('Import', () => askOwner<PackDiff>('office', io, 'pack.import', { ...ask, version: diff.version }));
  return 0;
}

function toAsk(sent: { upload: string; parts: number }, { effective, ...values }: Values): PackImport {
  return {
    ...sent,
    ...(effective !== undefined && { effective }),
    overwriteEdits: values['overwrite-edits'],
  };
}
