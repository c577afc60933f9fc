import type { Bilingual } from '../../locality/pack-problem.ts';

const messages = {
  'not-utf8': {
    vi: 'tệp không phải UTF-8; lưu lại là “CSV UTF-8”',
    en: 'the file is not UTF-8; save it as “CSV UTF-8”',
  },
  'not-csv': { vi: 'tệp không đọc được như CSV: {detail}', en: 'the file cannot be read as CSV: {detail}' },
  'not-xlsx': { vi: 'tệp không phải sổ Excel .xlsx', en: 'the file is no Excel workbook (.xlsx)' },
  'no-header': {
    vi: 'không thấy hàng tiêu đề có các cột {detail} trong 40 hàng đầu',
    en: 'there is no row with the columns {detail} among the first 40',
  },
  'no-lines': { vi: 'không có dòng giao dịch nào', en: 'there is no line of a transfer' },
  'too-many': {
    vi: 'nhiều hơn {detail} dòng; chia tệp theo tháng',
    en: 'more than {detail} lines; send a month at a time',
  },
  'bad-date': { vi: '“{detail}” không phải ngày theo dạng đã khai', en: '“{detail}” is no date of the form declared' },
  'bad-amount': { vi: '“{detail}” không phải số tiền', en: '“{detail}” is no amount' },
  fraction: { vi: '“{detail}” có phần lẻ của đồng', en: '“{detail}” has a fraction of a đồng' },
  'no-amount': { vi: 'không có số tiền', en: 'there is no amount' },
  'both-sides': { vi: 'vừa ghi có vừa ghi nợ', en: 'money both in and out' },
  'no-site': { vi: 'không có bãi đỗ {detail} vào ngày đó', en: 'there was no parking site {detail} on that day' },
  'other-operator': {
    vi: 'bãi {detail} không thuộc đơn vị vận hành của sao kê này',
    en: 'the site {detail} is not of this statement’s operator',
  },
  future: { vi: 'ngày {detail} chưa tới', en: 'the day {detail} has not come yet' },
  clash: {
    vi: 'số giao dịch {detail} đã có với ngày hoặc số tiền khác',
    en: 'the bank’s number {detail} is there already with another day or amount',
  },
} satisfies Record<string, Bilingual>;

export type StatementFault = keyof typeof messages;

/**
 * What is wrong on a statement. `row` as a spreadsheet counts, 0 for the file as a whole; `column` the title of the column,
 * '' for the row as a whole. `detail` is never what a payer wrote: only what stands in a date, an amount or a number.
 */
export type StatementProblem = {
  readonly row: number;
  readonly column: string;
  readonly fault: StatementFault;
  readonly detail: string;
};

/** A problem in a sentence, without its place. */
export function sayProblem(
  { fault, detail }: Pick<StatementProblem, 'fault' | 'detail'>,
  language: keyof Bilingual,
): string {
  return messages[fault][language].replace('{detail}', detail);
}

/** A problem on one line: `row 3, Số tiền: …`. */
export function describeStatementProblem(problem: StatementProblem, language: keyof Bilingual): string {
  const { row, column } = problem;
  const place = [row > 0 ? `${language === 'vi' ? 'hàng' : 'row'} ${row}` : '', column].filter((part) => part !== '');
  return `${place.join(', ')}${place.length > 0 ? ': ' : ''}${sayProblem(problem, language)}`;
}
