import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { tableNames, tables } from '../pack.ts';
import type { PackFiles, RawTable } from '../pack-files.ts';
import { readFolder } from './read-folder.ts';
import { readFirstSheet, readWorkbook } from './workbook.ts';

/**
 * Reads a city from a workbook (.xlsx, a sheet for each table), or from a folder whose tables are .csv, or .xlsx where
 * there is no .csv of that name. Throws for a path that is neither.
 */
export async function readPackFiles(path: string): Promise<PackFiles> {
  if (!existsSync(path)) throw new Error(`${path}: there is no such folder or file`);
  if (!statSync(path).isDirectory()) {
    if (path.toLowerCase().endsWith('.xlsx')) return readWorkbook(path);
    throw new Error(`${path}: is neither a folder nor an .xlsx workbook`);
  }
  const files = readFolder(path);
  const sheets = tableNames.flatMap((name): [string, Promise<RawTable>][] => {
    const sheet = join(path, tables[name].file.replace(/csv$/, 'xlsx'));
    return files.tables[name] === undefined && existsSync(sheet) ? [[name, readFirstSheet(sheet)]] : [];
  });
  const read = await Promise.all(sheets.map(async ([name, table]) => [name, await table] as const));
  return { ...files, tables: { ...files.tables, ...Object.fromEntries(read) } };
}
