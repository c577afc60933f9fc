/** What tells a spreadsheet that a file is UTF-8. */
export const csvBom = '\uFEFF';

export type CsvSeparator = ',' | ';';

/**
 * A line of CSV (RFC 4180) that a spreadsheet may open: what it would take for a formula is marked as text. Everybody whose
 * name or reason is in a list could otherwise run one on the machine of who reads it.
 */
export function toCsvLine(cells: readonly (string | number)[], separator: CsvSeparator): string {
  return `${cells.map((cell) => quote(asText(cell, separator), separator)).join(separator)}\r\n`;
}

// A number is no formula, whatever it begins with; where columns are parted by `;`, its point is a comma.
function asText(cell: string | number, separator: CsvSeparator): string {
  if (typeof cell === 'number') return separator === ';' ? String(cell).replace('.', ',') : String(cell);
  return /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
}

function quote(cell: string, separator: CsvSeparator): string {
  return /["\r\n]/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
