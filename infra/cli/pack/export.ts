import { cpSync, existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { boundaryFiles } from '#shared/locality/boundaries/boundary-files.ts';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readPackFiles } from '#shared/locality/files/read-pack-files.ts';
import { writeWorkbook } from '#shared/locality/files/workbook.ts';
import { writeFolder } from '#shared/locality/files/write-folder.ts';
import type { Pack } from '#shared/locality/pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { cityPath } from '../../packs/city-path.ts';
import { readRegistryFiles } from '../../packs/read-registry-files.ts';
import { cityFolder } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Write a city as a folder of CSV files or as one workbook';
export const usage = `CITY|DIR|FILE.xlsx|--registry --out DIR|FILE.xlsx
  --registry writes what the running system holds, edits too; importing it again changes nothing. A workbook has a sheet for each table, and no runbooks, mappings or maps. The folder must be new or empty; a workbook is written over.`;

/** What a city's folder holds beside its tables and settings. */
const besides = ['runbooks', 'mappings', 'water.geojson', ...boundaryFiles];

/** Writes the pack elsewhere; a pack with mistakes is not written. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: { out: { type: 'string' }, registry: { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [named] = positionals;
  if (positionals.length !== (values.registry ? 0 : 1) || values.out === undefined)
    throw new Error('needs one city, or --registry, and --out DIR|FILE.xlsx');
  const from = named === undefined ? cityFolder(io.env) : cityPath(named);
  const files = named === undefined ? await readRegistryFiles(io.env) : await readPackFiles(from);
  const checked = checkPack(files);
  if ('problems' in checked) {
    const lines = checked.problems.map((problem) => describeProblem(problem, 'vi'));
    throw new Error(`nothing is written, the pack has mistakes:\n  ${lines.join('\n  ')}`);
  }
  const out = resolve(values.out);
  await writePack(checked.pack, { from, out });
  io.stdout.write(`${checked.pack.name.vi}: ${out}\n`);
}

async function writePack(pack: Pack, { from, out }: { from: string; out: string }): Promise<void> {
  if (out.toLowerCase().endsWith('.xlsx')) {
    const bytes = await writeWorkbook(pack);
    await mkdir(dirname(out), { recursive: true });
    await writeFile(out, bytes);
    return;
  }
  if (existsSync(out) && !(statSync(out).isDirectory() && readdirSync(out).length === 0))
    throw new Error(`${out}: is there already and not an empty folder`);
  writeFolder(out, pack);
  for (const name of besides) {
    if (existsSync(join(from, name))) cpSync(join(from, name), join(out, name), { recursive: true });
  }
}
