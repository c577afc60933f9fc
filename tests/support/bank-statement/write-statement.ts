import writeWorkbookFile from 'write-excel-file/node';
import type { StatementMapping } from '#shared/money/statement/mapping.ts';
import type { Transfer } from './plant-faults.ts';

/** How the two banks of the six-unit city write: one in Vietnamese with a column for each side, one in English with a sign. */
export const mappings: readonly [StatementMapping, StatementMapping] = [
  {
    ...{ code: 'VETC-A', operator: 'VETC', bank: 'Ngân hàng A', reference: 'BAI XE {site} {method} {ddmmyyyy}' },
    columns: {
      ...{ date: 'Ngày giao dịch', text: 'Nội dung', number: 'Số bút toán', amount: null },
      ...{ credit: 'Ghi có', debit: 'Ghi nợ' },
    },
    ...{ dateFormat: 'dd/mm/yyyy', delimiter: ';', decimal: ',', sign: 'columns' },
  },
  {
    ...{ code: 'VDTC-B', operator: 'VDTC', bank: 'Bank B', reference: 'PK/{site}/{method}/{yyyymmdd}' },
    columns: {
      ...{ date: 'Date', text: 'Description', number: 'Reference', amount: 'Amount' },
      ...{ credit: null, debit: null },
    },
    ...{ dateFormat: 'yyyy-mm-dd', delimiter: ',', decimal: '.', sign: 'signed' },
  },
];

/** What a bank writes beside a transfer and must not be kept. */
export const personalWords = ['NGUYEN VAN AN', '0912345678', '19031234567890', '30F-123.45'] as const;
const payer = personalWords.join(' ');

/** A statement as CSV, with a bank's letterhead above the titles, a fee on its last day, and a sum below. */
export function writeCsv(transfers: readonly Transfer[], lastDay: string): string {
  const rows = transfers.map(({ bookedDay, amountVnd, for: what }, at) => {
    const [y = '', m = '', d = ''] = bookedDay.split('-');
    const words = what
      ? `TT BAI XE ${what.site}-${what.method.toUpperCase()} ${turn(what.day)} ${payer}`
      : `CK ${payer} ${at}`;
    return [
      `${d}/${m}/${y} 08:1${at % 10}`,
      `FT${String(at).padStart(6, '0')}`,
      words,
      dots(amountVnd),
      '',
      dots(9_999_999),
    ];
  });
  const lines = [
    ['NGÂN HÀNG A', '', '', '', '', ''],
    ['Chủ tài khoản', personalWords[0], '', '', '', ''],
    ['Ngày giao dịch', 'Số bút toán', 'Nội dung', 'Ghi có', 'Ghi nợ', 'Số dư'],
    ...rows,
    [lastDay.split('-').reverse().join('/'), 'FT999999', `Phí dịch vụ ${payer}`, '', '11.000,00', ''],
    ['', '', 'Cộng', dots(transfers.reduce((sum, one) => sum + one.amountVnd, 0)), '', ''],
  ];
  return `\uFEFF${lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';')).join('\r\n')}\r\n`;
}

/** A statement as a workbook, its amounts numbers and its dates text, a fee on its last day. */
export async function writeXlsx(transfers: readonly Transfer[], lastDay: string): Promise<Buffer> {
  const text = (value: string) => ({ value, type: String });
  const rows = transfers.map(({ bookedDay, amountVnd, for: what }, at) => [
    ...[text(bookedDay), text(`B${at}`)],
    text(what ? `${payer} pk/${what.site}/${what.method}/${what.day.replaceAll('-', '')}` : `from ${payer}`),
    { value: amountVnd, type: Number },
  ]);
  const fee = [text(lastDay), text('B-fee'), text(`fee ${payer}`), { value: -11_000, type: Number }];
  return writeWorkbookFile([
    { sheet: 'Statement', data: [['Date', 'Reference', 'Description', 'Amount'].map(text), ...rows, fee] },
  ]).toBuffer();
}

function turn(day: string): string {
  return day.split('-').reverse().join('');
}

function dots(amountVnd: number): string {
  return `${String(amountVnd).replaceAll(/\B(?=(\d{3})+$)/g, '.')},00`;
}
