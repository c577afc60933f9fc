import type { Table } from '../table.ts';

type Text = string | number | boolean | null | undefined;

/** Rows of a table as cells of text under its header. */
export function toCells(table: Table, rows: readonly object[]): string[][] {
  const cells = rows.map((row) => table.columns.map((column) => String((row as Record<string, Text>)[column] ?? '')));
  return [[...table.columns], ...cells];
}

/** Rows of a table as CSV (RFC 4180, lines ended by LF). */
export function toCsv(table: Table, rows: readonly object[]): string {
  return toCells(table, rows)
    .map((row) => `${row.map(quote).join(',')}\n`)
    .join('');
}

function quote(text: string): string {
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
