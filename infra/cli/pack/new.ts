import { copyFileSync, existsSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { boundaryFiles } from '#shared/locality/boundaries/boundary-files.ts';
import { checkPack } from '#shared/locality/check-pack.ts';
import { toPackFiles } from '#shared/locality/files/to-pack-files.ts';
import { writeFolder } from '#shared/locality/files/write-folder.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { cityFolderOf, cityPath } from '../../packs/city-path.ts';
import { makePack, type NewCity } from '../../packs/make-pack.ts';
import { readUnitList } from '../../packs/read-unit-list.ts';
import { toUnits } from '../../packs/to-units.ts';
import { cityFolder } from '../../senders/run-sender.ts';
import type { CommandIo } from '../../setup/command.ts';

export const summary = 'Make a working folder for a new city';
export const usage = `CITY --units FILE [--name TEXT] [--name-en TEXT] [--admin NN] [--hotline NUMBER]
    [--since DATE] [--like CITY] [--out DIR]
  FILE lists the units: .csv or .xlsx with code, name, lon, lat (type, name_en, area_km2, population if known), or a
  GeoJSON or TopoJSON of their boundaries with the code as id and a name. The calendar, procedures and systems that the
  whole country shares are taken over from --like; boundaries are kept for the map. Then: VONGLAU_CITY=CITY npm start`;

/** Writes the folder once its contents are checked; never over one that is there. */
export async function run(args: string[], io: CommandIo): Promise<undefined> {
  const { values, positionals } = parseArgs({
    args,
    options: {
      ...{
        units: { type: 'string' },
        name: { type: 'string' },
        'name-en': { type: 'string' },
        admin: { type: 'string' },
      },
      ...{ hotline: { type: 'string' }, like: { type: 'string' }, out: { type: 'string' } },
      since: { type: 'string', default: '2025-07-01' },
    },
    allowPositionals: true,
  });
  const [code] = positionals;
  if (code === undefined || positionals.length > 1 || values.units === undefined)
    throw new Error(`needs CITY --units FILE\nvonglau pack new ${usage}`);
  if (!/^[a-z][a-z0-9-]{0,30}$/.test(code))
    throw new Error(`${code}: a city is named in lower-case letters, digits and -`);
  const out = values.out === undefined ? cityFolderOf(code) : resolve(values.out);
  if (existsSync(out)) throw new Error(`${out} is there already`);
  const pack = makePack(
    await readNewCity(code, { ...values, units: values.units }),
    loadPack(cityToFollow(values, io)),
  );
  const checked = checkPack(toPackFiles(pack));
  if ('problems' in checked) {
    const lines = checked.problems.map((problem) => describeProblem(problem, 'vi'));
    throw new Error(`nothing is written, ${values.units} has mistakes:\n  ${lines.join('\n  ')}`);
  }
  writeFolder(out, pack);
  keepBoundaries(values.units, out);
  io.stdout.write(
    `${out}: ${pack.units.length} units, ${pack.points.length} service points, ${pack.kiosks.length} kiosks\n` +
      `Everything marked placeholder is ours until the city's own is written there. Next:\n` +
      `  vonglau pack check ${values.out ?? code}\n  ${values.out === undefined ? `VONGLAU_CITY=${code}` : `VONGLAU_CITY=${code} VONGLAU_PACK=${out}`} npm start\n`,
  );
}

/** Where the units were told by their boundaries, the folder keeps those for the map. */
function keepBoundaries(units: string, out: string): void {
  const kept = boundaryFiles.find((name) => extname(name) === extname(units).toLowerCase());
  if (kept !== undefined) copyFileSync(units, join(out, kept));
}

type Told = { units: string; since: string; name?: string; 'name-en'?: string; admin?: string; hotline?: string };

async function readNewCity(code: string, told: Told): Promise<NewCity> {
  const { since, hotline, admin: adminCode = '00', name: vi = code, 'name-en': en = vi } = told;
  const units = toUnits(await readUnitList(told.units), since);
  if (units.length === 0) throw new Error(`${told.units}: lists no units`);
  return { code, since, units, hotline, adminCode, name: { vi, en } };
}

function cityToFollow({ like }: { like?: string }, io: CommandIo): string {
  return like === undefined ? cityFolder(io.env) : cityPath(like);
}
