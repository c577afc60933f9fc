import { parseArgs } from 'node:util';
import type { PackDiff, PackImport } from '#shared/wire/pack-commands.ts';
import { askOwner } from '../../commands/ask-owner.ts';
import { describeDiff } from '../../packs/describe-diff.ts';
import { readCheckedPack } from '../../packs/read-checked-pack.ts';
import { sendPack } from '../../packs/send-pack.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Show what importing a city’s folder or workbook would change';
export const usage = `CITY|DIR|FILE.xlsx [--effective DATE] [--overwrite-edits] [--language vi|en] [--json]
  Nothing is changed. --effective and --overwrite-edits as in pack import. Ends with 1 if it would be refused.`;

/** Shows the changes; 0: they could be taken in. */
export async function run(args: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      effective: { type: 'string' },
      'overwrite-edits': { type: 'boolean', default: false },
      language: { type: 'string', default: 'vi' },
      json: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [named] = positionals;
  if (named === undefined || positionals.length > 1) throw new Error('name one city, folder or workbook');
  const { language, effective } = values;
  if (language !== 'vi' && language !== 'en') throw new Error('--language is vi or en');
  const read = await readCheckedPack(named, { io, language });
  if (!read) return 1;
  const ask: PackImport = {
    ...(await sendPack(io, read.files, () => undefined)),
    ...(effective !== undefined && { effective }),
    overwriteEdits: values['overwrite-edits'],
  };
  const diff = await askOwner<PackDiff>('office', io, 'pack.diff', ask);
  io.stdout.write(values.json ? `${JSON.stringify(diff, null, 2)}\n` : describeDiff(diff, language));
  return diff.problems.length === 0 ? 0 : 1;
}
