import readWorkbookFile, { type CellValue, type Row } from 'read-excel-file/node';
import writeWorkbookFile from 'write-excel-file/node';
import { parse as parseYaml, stringify as stringifyYaml } from 'yaml';
import { tableNames, tables, type Pack, type TableName } from '../pack.ts';
import type { PackFiles, RawTable } from '../pack-files.ts';
import { toCells } from './to-csv.ts';
import { parseLines } from './parse-lines.ts';
import { settingsOf } from './settings-of.ts';

/** The sheets that hold the YAML files, a line of text in each cell of their first column. */
const SETTINGS = { header: 'pack.yaml', alerts: 'alerts.yaml', rules: 'rules.yaml', walls: 'wall.yaml' } as const;

/** Spaces at the beginning of a line mean something in YAML. */
const READ = { trim: false };

/**
 * Reads a workbook: a sheet for each table, named as its file without `.csv`, and those of the settings. Dates and
 * numbers that a spreadsheet made of text are read back as the text a CSV file would hold.
 */
export async function readWorkbook(input: string | Buffer): Promise<PackFiles> {
  const sheets = new Map((await readWorkbookFile(input, READ)).map(({ sheet, data }) => [sheet, data]));
  const ruleSheet = sheets.get(SETTINGS.rules);
  const settings = (name: string): unknown => {
    const rows = sheets.get(name);
    return rows && parseYaml(linesOf(rows));
  };
  return {
    header: settings(SETTINGS.header),
    alerts: settings(SETTINGS.alerts),
    ...(ruleSheet && { rules: parseLines(linesOf(ruleSheet), SETTINGS.rules) }),
    walls: settings(SETTINGS.walls),
    tables: Object.fromEntries(
      tableNames.flatMap((name) => {
        const rows = sheets.get(name);
        return rows ? [[name, toRawTable(rows)]] : [];
      }),
    ),
  };
}

/** The first sheet of a workbook as a table. */
export async function readFirstSheet(input: string | Buffer): Promise<RawTable> {
  const [first] = await readWorkbookFile(input, READ);
  return toRawTable(first?.data ?? []);
}

/** Writes a pack as a workbook. Every cell is text, so that no code loses its leading zeros. */
export async function writeWorkbook(pack: Pack): Promise<Buffer> {
  const { header, alerts, rules, walls } = settingsOf(pack);
  const text = (name: string, document: unknown) => ({
    sheet: name,
    data: stringifyYaml(document)
      .trimEnd()
      .split('\n')
      .map((line) => [toCell(line)]),
    columns: [{ width: 100 }],
  });
  const table = (name: TableName) => {
    const [head = [], ...rows] = toCells(tables[name], pack[name]);
    return {
      sheet: name,
      data: [
        head.map((title) => ({ ...toCell(title), fontWeight: 'bold' as const })),
        ...rows.map((row) => row.map(toCell)),
      ],
      columns: head.map((title) => ({ width: Math.max(12, title.length + 2) })),
      stickyRowsCount: 1,
    };
  };
  const sheets = [
    text(SETTINGS.header, header),
    text(SETTINGS.alerts, alerts),
    ...(rules ? [text(SETTINGS.rules, rules)] : []),
    ...(walls ? [text(SETTINGS.walls, walls)] : []),
    ...tableNames.map(table),
  ];
  return writeWorkbookFile(sheets).toBuffer();
}

function linesOf(rows: readonly Row[]): string {
  return rows.map(([line]) => toText(line ?? null)).join('\n');
}

function toCell(text: string): { value: string; type: StringConstructor; format: string } {
  return { value: text, type: String, format: '@' };
}

function toRawTable(rows: readonly Row[]): RawTable {
  const cells = rows.map((row) => row.map((value) => toText(value)));
  const width = cells[0]?.length ?? 0;
  // Columns without a title and without content are what a spreadsheet leaves behind.
  return cells.map((row) => row.filter((text, column) => column < width || text !== ''));
}

function toText(value: CellValue | null): string {
  if (value === null) return '';
  if ((value as unknown) instanceof Date) return (value as unknown as Date).toISOString().slice(0, 10);
  return (value as string | number | boolean).toString();
}
