import type { z } from 'zod';
import type { RawTable } from './pack-files.ts';
import type { Bilingual, PackProblem } from './pack-problem.ts';
import type { Table } from './table.ts';

/** A row that its schema takes, and where it stands. */
export type ParsedRow<Row> = { readonly at: number; readonly value: Row };

export type ParsedTable<Row> = {
  readonly file: string;
  readonly rows: readonly ParsedRow<Row>[];
  /** All codes written in it, also those of rows that are wrong; undefined: cannot be known. */
  readonly codes: ReadonlySet<string> | undefined;
  readonly problems: readonly PackProblem[];
};

/** Reads a table's cells by its schema and gathers what is wrong, cell by cell. */
export function parseTable<Row>(table: Table<Row>, raw: RawTable | undefined): ParsedTable<Row> {
  const { file } = table;
  const failed = (row: number, problems: readonly [column: string, message: Bilingual][]): ParsedTable<Row> => ({
    ...{ file, rows: [], codes: undefined },
    problems: problems.map(([column, message]) => ({ file, row, column, message })),
  });
  if (!raw && table.isOptional) return { file, rows: [], codes: new Set(), problems: [] };
  if (!raw) return failed(0, [['', missing(table)]]);
  const header = (raw[0] ?? []).map((text) => text.trim());
  const wrongHeader = checkHeader(table, header);
  if (wrongHeader.length > 0) return failed(1, wrongHeader);

  const rows: ParsedRow<Row>[] = [];
  const problems: PackProblem[] = [];
  const codes = new Set<string>();
  for (const [index, cells] of raw.entries()) {
    if (index === 0 || cells.every((text) => text.trim() === '')) continue;
    const at = index + 1;
    const record: Record<string, string> = Object.fromEntries(table.columns.map((column) => [column, '']));
    for (const [column, text] of header.entries()) record[text] = (cells[column] ?? '').trim();
    if (record['code'] !== undefined) codes.add(record['code']);
    if (cells.length > header.length) {
      problems.push({ file, row: at, column: '', message: tooWide(cells.length, header.length) });
      continue;
    }
    const parsed = table.row.safeParse(record);
    if (parsed.success) rows.push({ at, value: parsed.data });
    else problems.push(...parsed.error.issues.map((issue) => toProblem(file, at, issue)));
  }
  return { file, rows, codes, problems };
}

function checkHeader(table: Table, header: readonly string[]): [string, Bilingual][] {
  const known = new Set(table.columns);
  const lacking = table.columns.filter((column) => !table.mayLack.has(column) && !header.includes(column));
  return [
    ...header
      .filter((column) => !known.has(column))
      .map((column): [string, Bilingual] => [
        column,
        {
          vi: `không có cột này trong mẫu; các cột là ${table.columns.join(', ')}`,
          en: `there is no such column; the columns are ${table.columns.join(', ')}`,
        },
      ]),
    ...header
      .filter((column, index) => known.has(column) && header.indexOf(column) < index)
      .map((column): [string, Bilingual] => [
        column,
        { vi: 'cột này có hai lần; bỏ bớt một', en: 'this column is there twice; remove one' },
      ]),
    ...lacking.map((column): [string, Bilingual] => [
      column,
      { vi: 'thiếu cột này; hãy thêm vào hàng tiêu đề', en: 'this column is missing; add it to the header row' },
    ]),
  ];
}

function missing({ file, columns }: Table): Bilingual {
  return {
    vi: `thiếu tệp này; nếu chưa có dữ liệu, tạo ${file} chỉ với hàng tiêu đề ${columns.join(',')}`,
    en: `this file is missing; where there is nothing to say, make ${file} with the header row alone: ${columns.join(',')}`,
  };
}

function tooWide(cells: number, columns: number): Bilingual {
  return {
    vi: `có ${cells} ô nhưng chỉ có ${columns} cột; ô chứa dấu phẩy phải đặt trong dấu nháy kép`,
    en: `has ${cells} cells for ${columns} columns; a cell with a comma must be in double quotes`,
  };
}

function toProblem(file: string, row: number, issue: z.core.$ZodIssue): PackProblem {
  const { vi = issue.message, en = issue.message } = (issue.code === 'custom' ? issue.params : undefined) ?? {};
  return { file, row, column: issue.path.join('.'), message: { vi: String(vi), en: String(en) } };
}
