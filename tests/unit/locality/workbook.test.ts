import { cpSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import writeXlsx from 'write-excel-file/node';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readPackFiles } from '#shared/locality/files/read-pack-files.ts';
import { readWorkbook, writeWorkbook } from '#shared/locality/files/workbook.ts';
import { writeFolder } from '#shared/locality/files/write-folder.ts';
import { loadPack } from '#shared/locality/load-pack.ts';

const pack = loadPack('tests/support/cities/six-unit');
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vonglau-workbook-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('a city', () => {
  it('is the same after a workbook', async () => {
    expect(checkPack(await readWorkbook(await writeWorkbook(pack)))).toEqual({ pack });
  });

  it('is the same after a folder', async () => {
    writeFolder(dir, pack);
    expect(checkPack(await readPackFiles(dir))).toEqual({ pack });
  });

  it('may have a single table as a workbook of its own, typed in a spreadsheet', async () => {
    cpSync('tests/support/cities/six-unit', dir, { recursive: true });
    unlinkSync(join(dir, 'calendar.csv'));
    const text = (value: string) => ({ value, type: String });
    const rows = [
      ['date', 'name', 'name_en', 'kind'].map(text),
      [
        { value: new Date('2026-09-02T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' },
        ...['Quốc khánh', 'National Day', 'holiday'].map(text),
      ],
    ];
    writeFileSync(join(dir, 'calendar.xlsx'), await writeXlsx(rows).toBuffer());
    const checked = checkPack(await readPackFiles(dir));
    expect('pack' in checked && checked.pack.calendar).toEqual([
      { date: '2026-09-02', name: 'Quốc khánh', name_en: 'National Day', kind: 'holiday', status: null, source: null },
    ]);
  });

  it('is told what a spreadsheet made of a code with leading zeros', async () => {
    cpSync('tests/support/cities/six-unit', dir, { recursive: true });
    unlinkSync(join(dir, 'operators.csv'));
    const rows = [
      ['code', 'name'].map((value) => ({ value, type: String })),
      [
        { value: 7, type: Number },
        { value: 'Seven', type: String },
      ],
    ];
    writeFileSync(join(dir, 'operators.xlsx'), await writeXlsx(rows).toBuffer());
    const checked = checkPack(await readPackFiles(dir));
    // The sites name operators that are no longer there: one line each.
    expect('problems' in checked && checked.problems.every(({ column }) => column === 'operator')).toBe(true);
  });
});
