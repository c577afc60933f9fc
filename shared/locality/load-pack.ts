import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';
import { findPackProblem } from './check-pack.ts';
import { kioskRow, packHeader, parkingRow, pointRow, unitRow, type Pack, type PackHeader, type Unit } from './pack.ts';

/** Reads and checks a city's folder. Throws one line that names the file, the row and the column that is wrong. */
export function loadPack(dir: string): Pack {
  const pack: Pack = {
    ...loadPackHeader(dir),
    units: loadUnits(dir),
    points: readTable(dir, 'points.csv', pointRow),
    kiosks: readTable(dir, 'kiosks.csv', kioskRow),
    parking: readTable(dir, 'parking.csv', parkingRow),
  };
  const found = findPackProblem(pack);
  if (!found) return pack;
  const row = found.row > 0 ? ` row ${String(found.row)}` : '';
  throw new Error(`${join(dir, found.file)}${row}, ${found.column}: ${found.problem}`);
}

/** Reads `pack.yaml` alone. */
export function loadPackHeader(dir: string): PackHeader {
  const path = join(dir, 'pack.yaml');
  const header = packHeader.safeParse(parseYaml(readText(path)));
  if (header.success) return header.data;
  throw new Error(`${path}, ${describeFirst(header.error)}`);
}

/** Reads `units.csv` alone. */
export function loadUnits(dir: string): Unit[] {
  return readTable(dir, 'units.csv', unitRow);
}

function readTable<Row extends z.ZodType>(dir: string, file: string, schema: Row): z.output<Row>[] {
  const path = join(dir, file);
  const rows: unknown[] = parseCsv(readText(path), { columns: true, bom: true, skip_empty_lines: true });
  return rows.map((row, index) => {
    const parsed = schema.safeParse(row);
    if (parsed.success) return parsed.data;
    throw new Error(`${path} row ${String(index + 1)}, ${describeFirst(parsed.error)}`);
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new Error(
      `${path}: cannot be read; a city's folder needs pack.yaml, units.csv, points.csv, kiosks.csv and parking.csv`,
    );
  }
}

function describeFirst(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? `${issue.path.join('.') || 'columns'}: ${issue.message}` : 'not understood';
}
