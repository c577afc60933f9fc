import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import { tableNames, tables, type TableName } from '../pack.ts';
import type { PackFiles, RawTable } from '../pack-files.ts';
import { parseLines } from './parse-lines.ts';

/** Reads a folder's YAML, CSV and GeoJSON files as they are; `names` limits the tables. Throws for a file that is not UTF-8 or not CSV, YAML or JSON at all. */
export function readFolder(dir: string, names: readonly TableName[] = tableNames): PackFiles {
  return {
    header: readYaml(join(dir, 'pack.yaml')),
    alerts: readYaml(join(dir, 'alerts.yaml')),
    ...readRules(join(dir, 'rules.yaml')),
    walls: readYaml(join(dir, 'wall.yaml')),
    water: readParsed(join(dir, 'water.geojson'), (text) => JSON.parse(text) as unknown),
    runbooks: readRunbooks(join(dir, 'runbooks')),
    tables: Object.fromEntries(
      names.flatMap((name) => {
        const path = join(dir, tables[name].file);
        const text = readText(path);
        return text === undefined ? [] : [[name, readCsv(text, path)]];
      }),
    ),
  };
}

/** Cells of a CSV text. Throws naming `path` where quotes do not match. */
export function readCsv(text: string, path: string): RawTable {
  try {
    const options = { bom: true, relax_column_count: true, skip_empty_lines: false } as const;
    return parseCsv(text, options).map((row) => (row.length === 1 && row[0] === '' ? [] : row));
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function readRules(path: string): Pick<PackFiles, 'rules'> {
  const text = readText(path);
  return text === undefined ? {} : { rules: parseLines(text, path) };
}

function readRunbooks(dir: string): Record<string, string> {
  let names: string[];
  try {
    names = readdirSync(dir).filter((name) => name.endsWith('.md'));
  } catch {
    return {};
  }
  return Object.fromEntries(names.map((name) => [name.slice(0, -'.md'.length), readText(join(dir, name)) ?? '']));
}

const readYaml = (path: string): unknown => readParsed(path, parseYaml);

function readParsed(path: string, parse: (text: string) => unknown): unknown {
  const text = readText(path);
  if (text === undefined) return undefined;
  try {
    return parse(text);
  } catch (error) {
    throw new Error(`${path}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

function readText(path: string): string | undefined {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch {
    return undefined;
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${path}: is not UTF-8; save it as “CSV UTF-8”`);
  }
}
