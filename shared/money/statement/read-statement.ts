import type { RawTable } from '../../locality/pack-files.ts';
import { CsvError, parse as parseCsv } from 'csv-parse/sync';
import { readFirstSheet } from '../../locality/files/workbook.ts';
import type { Hide } from './hide-personal.ts';
import type { StatementMapping } from './mapping.ts';
import type { StatementFault } from './problem.ts';
import { readLines, unreadStatement, type StatementRead } from './read-lines.ts';

/** No statement of a month is larger. */
export const statementBytes = 4 * 2 ** 20;

/** Reads a bank's statement, .csv or .xlsx by its content. What is wrong with it is told row by row; never throws for a file. */
export async function readStatement(bytes: Uint8Array, mapping: StatementMapping, hide: Hide): Promise<StatementRead> {
  // Every .xlsx is a ZIP archive.
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const table = isWorkbook ? await readSheet(bytes) : readText(bytes, mapping);
  return 'fault' in table ? unreadStatement(table.fault, table.detail) : readLines(table, mapping, hide);
}

type Unread = { readonly fault: StatementFault; readonly detail: string };

async function readSheet(bytes: Uint8Array): Promise<RawTable | Unread> {
  try {
    return await readFirstSheet(Buffer.from(bytes));
  } catch {
    return { fault: 'not-xlsx', detail: '' };
  }
}

function readText(bytes: Uint8Array, { delimiter }: StatementMapping): RawTable | Unread {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { fault: 'not-utf8', detail: '' };
  }
  try {
    const options = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: false } as const;
    return parseCsv(text, { ...options, delimiter });
  } catch (error) {
    // The parser's own words may quote the file; its code does not.
    return { fault: 'not-csv', detail: error instanceof CsvError ? error.code : '' };
  }
}
