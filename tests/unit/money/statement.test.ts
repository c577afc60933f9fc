import { createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { hideWith, keepNumber } from '#shared/money/statement/hide-personal.ts';
import { hashStatement, identifyLines } from '#shared/money/statement/line-identity.ts';
import { statementMapping, type StatementMapping } from '#shared/money/statement/mapping.ts';
import { openStatementParcel, toStatementParcel } from '#shared/money/statement/parcel.ts';
import { parseAmount, parseDay } from '#shared/money/statement/parse-cells.ts';
import { describeStatementProblem } from '#shared/money/statement/problem.ts';
import { readStatement } from '#shared/money/statement/read-statement.ts';
import { compileReference } from '#shared/money/statement/reference.ts';
import { mappings, personalWords, writeCsv, writeXlsx } from '../../support/bank-statement/write-statement.ts';

const hide = hideWith(createSecretKey(Buffer.alloc(32, 1)));
const [vetc, vdtc] = mappings;
const lastDay = '2026-11-30';
const transfer = {
  operator: 'VETC',
  bookedDay: '2026-11-24',
  amountVnd: 1_234_000,
  for: { site: 'B001', method: 'qr', day: '2026-11-23' },
};
const readText = (text: string, mapping: StatementMapping = vetc) => readStatement(Buffer.from(text), mapping, hide);

describe('amounts', () => {
  test.each([
    ['1.234.567', ',', 1_234_567],
    ['1,234,567.00', '.', 1_234_567],
    ['-50.000', ',', -50_000],
    ['50.000-', ',', -50_000],
    ['(50,000)', '.', -50_000],
    ['+ 7000 VND', '.', 7_000],
    ['0', '.', 0],
  ] as const)('%s with the decimal sign %s is %d', (text, decimal, amountVnd) => {
    expect(parseAmount(text, decimal)).toEqual({ amountVnd });
  });

  test.each([
    ['1.234.567', '.', 'bad-amount'],
    ['1.23.456', ',', 'bad-amount'],
    ['12,5', ',', 'fraction'],
    ['1e6', '.', 'bad-amount'],
    ['', '.', 'bad-amount'],
    ['99999999999999', '.', 'bad-amount'],
  ] as const)('%s with the decimal sign %s is %s', (text, decimal, fault) => {
    expect(parseAmount(text, decimal)).toEqual({ fault });
  });

  it('are read as they were written, whatever they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_000_000_000_000, max: 9_000_000_000_000 }), (amountVnd) => {
        const grouped = (sign: string) => String(amountVnd).replaceAll(/\B(?=(\d{3})+$)/g, sign);
        expect(parseAmount(grouped('.'), ',')).toEqual({ amountVnd });
        expect(parseAmount(`${grouped(',')}.00`, '.')).toEqual({ amountVnd });
        expect(parseAmount(String(amountVnd), '.')).toEqual({ amountVnd });
      }),
    );
  });
});

test.each([
  ['23/11/2026 08:15:00', 'dd/mm/yyyy', '2026-11-23'],
  ['3/1/2026', 'dd/mm/yyyy', '2026-01-03'],
  ['11/23/2026', 'mm/dd/yyyy', '2026-11-23'],
  ['23.11.2026', 'dd.mm.yyyy', '2026-11-23'],
  ['2026-11-23T00:00', 'dd/mm/yyyy', '2026-11-23'],
  ['31/11/2026', 'dd/mm/yyyy', undefined],
  ['11/23/2026', 'dd/mm/yyyy', undefined],
  ['hôm qua', 'dd/mm/yyyy', undefined],
] as const)('the date %s as %s is %s', (text, format, day) => {
  expect(parseDay(text, format)).toBe(day);
});

describe('a reference', () => {
  const find = (form: string, text: string) => {
    const compiled = compileReference(form);
    if ('fault' in compiled) throw new Error(compiled.fault);
    return compiled.find(text);
  };

  it('is found among a bank’s words, broken and joined as banks do', () => {
    const meant = { site: 'B001', method: 'qr', day: '2026-11-23' };
    const form = 'PK {site} {method} {yyyymmdd}';
    for (const text of ['NGUYEN VAN A pk b001 QR 20261123 FT1', 'x.PK/B001-qr_20261123.', 'PKB001 QR20261123']) {
      expect(find(form, text)).toEqual(meant);
    }
    for (const text of ['PK B001 QR 20261323', 'PK B001 XU 20261123', 'APK B001 QR 20261123', 'PK B001 QR 202611234']) {
      expect(find(form, text)).toBeUndefined();
    }
  });

  it('names what its form names', () => {
    expect(find('VETC {ddmmyy}', 'VETC 231126')).toEqual({ day: '2026-11-23', site: null, method: null });
    expect(compileReference('PK {site} {yyyymmdd}')).toMatchObject({ grain: { site: true, method: false } });
    for (const form of ['PK {site}', 'PK {plate} {yyyymmdd}', '{yyyymmdd} {ddmmyy}', '{site} {site} {ddmmyy}']) {
      expect(compileReference(form)).toHaveProperty('fault');
    }
  });

  it('takes no text long', () => {
    expect(find('{site} {method} {yyyymmdd}', `${'A1-'.repeat(50_000)} ${'2'.repeat(50_000)}`)).toBeUndefined();
  });
});

it('a mapping without a column for the money, or with a form that names no day, is none', () => {
  expect(statementMapping.safeParse(vetc).success).toBe(true);
  expect(statementMapping.safeParse({ ...vetc, columns: { ...vetc.columns, credit: null } }).success).toBe(false);
  expect(statementMapping.safeParse({ ...vetc, reference: 'PK {site}' }).success).toBe(false);
});

describe('a statement', () => {
  it('is the same as .csv and as .xlsx', async () => {
    const line = { row: 4, bookedDay: '2026-11-24', amountVnd: 1_234_000, for: transfer.for, textHash: null };
    expect(await readText(writeCsv([transfer], lastDay))).toEqual({
      lines: [{ ...line, number: 'FT000000' }],
      ...{ problems: [], skipped: 1, fromDay: '2026-11-24', toDay: '2026-11-30' },
    });
    const sheet = await readStatement(await writeXlsx([transfer], lastDay), vdtc, hide);
    expect(sheet).toEqual({
      lines: [{ ...line, row: 2, number: 'B0' }],
      problems: [],
      skipped: 1,
      fromDay: '2026-11-24',
      toDay: '2026-11-30',
    });
  });

  it('keeps nothing of who paid', async () => {
    const read = await readText(writeCsv([transfer, { ...transfer, for: null }], lastDay));
    const kept = JSON.stringify(read);
    expect(read.lines).toHaveLength(2);
    for (const word of personalWords) expect(kept).not.toContain(word);
    expect(read.lines[1]?.textHash).toMatch(/^[0-9a-f]{32}$/);
    for (const personal of ['30F-123.45', '29A1 12345', '0912345678', '+84 912 345 678', '001234567890', 'AN NGUYEN']) {
      expect(keepNumber(personal, hide)).toMatch(/^#[0-9a-f]{32}$/);
    }
    for (const number of ['FT26324000123', '7034.58210', 'B-17']) expect(keepNumber(number, hide)).toBe(number);
  });

  it('tells each wrong cell by row and column, in both languages, and no word of a payer', async () => {
    const wrong = (from: string, to: string) => (text: string, at: number) =>
      text
        .split('\r\n')
        .map((line, row) => (row === at ? line.replace(from, to) : line))
        .join('\r\n');
    const amount = '"1.234.000,00";""';
    const edits = [
      wrong('24/11/2026 08:10', 'Nguyễn Văn An'),
      wrong(amount, '"1.234.000,50";""'),
      wrong(amount, '"1.000,00";"1.000,00"'),
    ];
    const text = edits.reduce(
      (edited, edit, at) => edit(edited, 3 + at),
      writeCsv([transfer, transfer, transfer], lastDay),
    );
    const { problems, lines } = await readText(text);
    expect(lines).toEqual([]);
    expect(problems.map((problem) => describeStatementProblem(problem, 'vi'))).toEqual([
      'hàng 4, Ngày giao dịch: “… … …” không phải ngày theo dạng đã khai',
      'hàng 5, Ghi có: “1.234.000,50” có phần lẻ của đồng',
      'hàng 6, Ghi có: vừa ghi có vừa ghi nợ',
    ]);
    expect(problems.map((problem) => describeStatementProblem(problem, 'en'))[1]).toBe(
      'row 5, Ghi có: “1.234.000,50” has a fraction of a đồng',
    );
  });

  it.each([
    ['\uFFFF', 'no-header'],
    ['Ngày giao dịch;Nội dung\n', 'no-header'],
    ['Ngày giao dịch;Nội dung;Số bút toán;Ghi có;Ghi nợ\n', 'no-lines'],
  ])('that is none says so: %j', async (text, fault) => {
    expect((await readText(text)).problems).toMatchObject([{ row: 0, fault }]);
  });

  it('that is no text and no workbook says so', async () => {
    const read = async (bytes: number[]) =>
      (await readStatement(Uint8Array.from(bytes), vetc, hide)).problems[0]?.fault;
    expect([await read([0xff, 0xfe, 0x41]), await read([0x50, 0x4b, 3, 4])]).toEqual(['not-utf8', 'not-xlsx']);
  });

  it('with two equal transfers has two lines; an overlapping one has the same', async () => {
    const twice = await readText(writeCsv([transfer, transfer], lastDay).replaceAll(/FT00000\d/g, ''));
    const [one, other] = identifyLines(twice.lines);
    expect(one).not.toBe(other);
    expect(identifyLines(twice.lines.slice(1))).toEqual([one]);
    expect(hashStatement([one ?? '', other ?? ''])).toBe(hashStatement([other ?? '', one ?? '']));
    expect(openStatementParcel(toStatementParcel(twice.lines))).toEqual(twice.lines);
  });
});
