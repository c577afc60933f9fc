import { tableNames, tables, type Pack } from '../pack.ts';
import type { PackFiles } from '../pack-files.ts';
import { settingsOf } from './settings-of.ts';
import { toCells } from './to-csv.ts';

/** A pack as the files it would be written to, to be checked before they are. */
export function toPackFiles(pack: Pack): PackFiles {
  const { rules, ...settings } = settingsOf(pack);
  return {
    ...settings,
    ...(rules && { rules: { document: rules, lines: {} } }),
    tables: Object.fromEntries(tableNames.map((name) => [name, toCells(tables[name], pack[name])])),
  };
}
