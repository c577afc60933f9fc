import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PROJECT_DIR } from '../setup/folders.ts';

/** Where a city named on the command line is: a path as it is, or the folder of that name in infra/localities. */
export function cityPath(named: string): string {
  if (existsSync(named)) return resolve(named);
  const folder = cityFolderOf(named);
  if (existsSync(folder)) return folder;
  throw new Error(`${named}: is no folder, no .xlsx workbook and no city in infra/localities`);
}

/** The folder of a city's own name. */
export function cityFolderOf(code: string): string {
  return join(PROJECT_DIR, 'infra/localities', code);
}
