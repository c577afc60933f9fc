import readWorkbookFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { cellsOf, textOf } from '../../../display/src/lib/export/cells-of.ts';
import type { Table } from '../../../display/src/lib/export/table.ts';
import { toCsv } from '../../../display/src/lib/export/to-csv.ts';
import { toWorkbook } from '../../../display/src/lib/export/to-workbook.ts';
import { writeGap } from '../../../display/src/lib/levels/tables/kpi-table.ts';
import { viLevels } from '../../../display/src/lib/levels/words/vi-levels.ts';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
type Row = { readonly code: string; readonly name: string; readonly share: number | null; readonly at: string | null };
const rows: Row[] = [
  { code: '00004', name: '=HYPERLINK("http://x")', share: -1.5, at: '2026-11-23T01:00:00.000Z' },
  { code: '00070', name: 'Hoàn Kiếm; "cũ"', share: null, at: null },
];
const table: Table<Row> = {
  ...{ id: 'units', title: 'Đơn vị: a/b', rows, keyOf: ({ code }) => code },
  columns: [
    { id: 'code', title: 'Mã', cell: ({ code }) => code },
    { id: 'name', title: 'Tên', cell: ({ name }) => name },
    { id: 'share', title: 'Phần', cell: ({ share }) => share },
    { id: 'at', title: 'Lúc', isInstant: true, cell: ({ at }) => (at === null ? null : { at }) },
  ],
};
const about = { lines: ['Vọng Lâu 0.1.0 · Đơn vị', '@lọc'], timeZone };

describe('a table as CSV', () => {
  const lines = (separator: ',' | ';'): string[] =>
    toCsv(table, { ...about, separator, localTime: 'giờ địa phương' }).split('\r\n');

  it('says what it is, then its columns; instants twice; what is not known is empty and not zero', () => {
    expect(lines(',')).toEqual([
      '\uFEFFVọng Lâu 0.1.0 · Đơn vị',
      "'@lọc",
      'Mã,Tên,Phần,Lúc (ISO 8601),Lúc (giờ địa phương)',
      `00004,"'=HYPERLINK(""http://x"")",-1.5,2026-11-23T01:00:00.000Z,23/11/2026 08:00`,
      '00070,"Hoàn Kiếm; ""cũ""",,,',
      '',
    ]);
  });

  it('has as many titles as cells: a column whose instants it was not told of is refused', () => {
    const column = { id: 'at', title: 'Lúc', cell: () => ({ at: 0 }) };
    expect(() => cellsOf(null, [column], timeZone)).toThrow(/the column at holds an instant/);
  });

  it('with semicolons has a comma in its numbers, and a negative number is no formula', () => {
    expect(lines(';')[3]).toContain(';-1,5;');
  });
});

describe('a table as a workbook', () => {
  it('holds the same: codes as text, numbers as numbers, the empty as empty', async () => {
    const [sheet] = await readWorkbookFile(Buffer.from(await toWorkbook(table, about, 'giờ địa phương')), {
      trim: false,
    });
    expect(sheet?.sheet).toBe('Đơn vị  a b');
    expect(sheet?.data.slice(2)).toEqual([
      ['Mã', 'Tên', 'Phần', 'Lúc (ISO 8601)', 'Lúc (giờ địa phương)'],
      ['00004', '=HYPERLINK("http://x")', -1.5, '2026-11-23T01:00:00.000Z', '23/11/2026 08:00'],
      ['00070', 'Hoàn Kiếm; "cũ"', null, null, null],
    ]);
    expect(sheet?.data[0]?.[0]).toBe('Vọng Lâu 0.1.0 · Đơn vị');
  });
});

it('the page shows the same cells, in the language’s way', () => {
  const [, , share, at] = table.columns;
  const [first, second] = rows;
  if (!share || !at || !first || !second) throw new Error('the table has four columns and two rows');
  expect(textOf(second, share, timeZone)).toBe('—');
  expect(textOf(first, at, timeZone)).toBe('23/11/2026 08:00');
});

describe('a gap in words', () => {
  const context = {
    ...({ language: 'vi' } as const),
    ...{ timeZone, words: viLevels, format: createFormat('vi', timeZone) },
    ...{ nameOf: (code: string) => code, hrefOf: () => '' },
  } as const;
  it('says whether it falls short, in the way in which less is better too', () => {
    const share = { valueUnit: 'share', direction: 'at_least' } as const;
    expect(writeGap(context, { ...share, gap: -0.032 })).toBe('thiếu 3,2\u00a0điểm %');
    expect(writeGap(context, { ...share, gap: 0.01 })).toBe('đạt, hơn 1\u00a0điểm %');
    expect(writeGap(context, { ...share, gap: 0 })).toBe('đúng mức');
    const wait = { valueUnit: 'ms', direction: 'at_most' } as const;
    expect(writeGap(context, { ...wait, gap: -600_000 })).toBe('vượt mức 10\u00a0phút');
    expect(writeGap(context, { ...wait, gap: null })).toBeNull();
  });
});
