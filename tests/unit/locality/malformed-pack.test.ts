import { cpSync, mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';

const sixUnit = 'tests/support/cities/six-unit';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vonglau-pack-'));
  cpSync(sixUnit, dir, { recursive: true });
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

function edit(file: string, right: string | RegExp, wrong: string): void {
  const path = join(dir, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(right, wrong);
  expect(after, `${file}: ${String(right)}`).not.toBe(before);
  writeFileSync(path, after);
}

function append(file: string, row: string): void {
  const path = join(dir, file);
  writeFileSync(path, `${readFileSync(path, 'utf8')}${row}\n`);
}

/** Each fault, and what is said of it. */
const faults: [plant: () => void, said: string][] = [
  [() => edit('pack.yaml', 'Asia/Ho_Chi_Minh', 'Asia/Hanoi'), 'pack.yaml, timeZone: must be an IANA time zone'],
  [() => edit('pack.yaml', 'languages:', 'colour: red\nlanguages:'), 'pack.yaml, colour: Unrecognized key'],
  [() => edit('alerts.yaml', 'lateS: 120', 'lateS: 900'), 'alerts.yaml, silence.kiosk: lateS must be less than staleS'],
  [() => edit('units.csv', 'Ngọc Hà', 'Ngọc Hà'.normalize('NFD')), 'units.csv row 3, name: “'],
  [() => edit('units.csv', '97034', '97.034'), 'units.csv row 4, population: “97.034”: must be a whole number'],
  [
    () => edit('units.csv', '00103,phuong', '00103,quan'),
    'units.csv row 7, type: “quan”: must be one of: phuong, xa, dac_khu',
  ],
  [
    () => append('units.csv', '00104,xa,Thêm,Them,09999,2025-07-01,,105.8,21.05,1,1'),
    'units.csv row 8, parent: there is no 09999 in units.csv',
  ],
  [() => unlinkSync(join(dir, 'departments.csv')), 'departments.csv: this file is missing'],
  [
    () => edit('offices.csv', '00004,,2025-07-01,', '00004,,2025-07-01,2025-07-01'),
    'offices.csv row 7, valid_to: 2025-07-01 is not after 2025-07-01',
  ],
  [
    () => edit('offices.csv', '00082,,2025-07-01', '00082,,2025-01-01'),
    'offices.csv row 11, unit: 00082 (units.csv) holds 2025-07-01– only',
  ],
  [
    () => edit('branches.csv', '13:30-17:00', '13:30-12:00'),
    'branches.csv row 2, opening: “Mo-Fr 08:00-12:00,13:30-12:00”: these opening hours cannot be read',
  ],
  [() => edit('branches.csv', 'C02,00103', 'C02,00113'), 'branches.csv row 3, unit: there is no 00113 in units.csv'],
  [
    () => edit('points.csv', ',105.836365', ',115.836365'),
    "points.csv row 2, lon: 115.836365 lies outside the city's bounds (105.79 to 105.88)",
  ],
  [
    () => edit('points.csv', 'P00008,00008,C01', 'P00008,00008,C09'),
    'points.csv row 3, branch: there is no C09 in branches.csv',
  ],
  [() => edit('points.csv', 'Giảng Võ', 'Giảng Võ, quầy 1'), 'points.csv row 4: has 14 cells for 13 columns'],
  [() => edit('kiosks.csv', 'K002,00004', 'K001,00004'), 'kiosks.csv row 3, code: K001 is there twice, first in row 2'],
  [
    () => edit('kiosks.csv', 'K003,00008,P00008,kiosk', 'K003,00008,P00008,'),
    'kiosks.csv row 4, type: is empty; must be one of: kiosk, robot',
  ],
  [() => edit('kiosks.csv', 'K005,00025', 'K005,00026'), 'kiosks.csv row 6, unit: there is no 00026 in units.csv'],
  [
    () => edit('kiosks.csv', 'K007,00070,P00070', 'K007,00070,P77777'),
    'kiosks.csv row 8, point: there is no P77777 in points.csv, branches.csv',
  ],
  [
    () => append('kiosks.csv', 'K012,00070,,kiosk,,105.85,21.03,2026-01-01,,false'),
    'kiosks.csv row 15, valid_from: K012 overlaps row 13 (from 2025-07-01)',
  ],
  [() => append('operators.csv', 'VETC,VETC'), 'operators.csv row 4, code: VETC is there twice, first in row 2'],
  [
    () => edit('parking.csv', 'B003,00025,VETC', 'B003,00025,XYZ'),
    'parking.csv row 4, operator: there is no XYZ in operators.csv',
  ],
  [() => edit('parking.csv', 'B004', 'K004'), 'parking.csv row 5, code: K004 is used in kiosks.csv already'],
  [() => edit('procedures.csv', ',level,', ',muc_do,'), 'procedures.csv row 1, muc_do: there is no such column'],
  [
    () => edit('procedures.csv', ',statutory_days,', ',level,'),
    'procedures.csv row 1, statutory_days: this column is missing',
  ],
  [() => edit('systems.csv', 'S-PAY', 'S PAY'), 'systems.csv row 5, code: “S PAY”: a code is 1 to 64'],
  [
    () => edit('targets.csv', 'online_share', 'online_rate'),
    'targets.csv row 2, kpi: “online_rate”: there is no such KPI; there are online_share',
  ],
  [
    () => edit('targets.csv', ',0.999,', ',99.9,'),
    'targets.csv row 10, target: system_uptime is a share from 0 to 1; write 0.999 in place of 99.9',
  ],
  [
    () => edit('targets.csv', 'unit:00070', 'unit:00071'),
    'targets.csv row 11, unit_set: there is no 00071 in units.csv',
  ],
  [() => edit('calendar.csv', '2025-05-02,', '2025-05-01,'), 'date: 2025-05-01 is there twice'],
];

describe('a pack with thirty mistakes', () => {
  it('is told all thirty, each with its file, row, column and what to do, in both languages', () => {
    for (const [plant] of faults) plant();
    const checked = checkPack(readFolder(dir));
    const problems = 'problems' in checked ? checked.problems : [];
    const lines = problems.map((problem) => describeProblem(problem, 'en'));
    for (const [, said] of faults)
      expect(
        lines.filter((line) => line.includes(said)),
        said,
      ).toHaveLength(1);
    expect(lines).toHaveLength(30);
    for (const { message } of problems) {
      expect(message.vi).not.toBe(message.en);
      expect(message.vi.length).toBeGreaterThan(10);
    }
  });

  it.each(faults.map(([plant, said]) => ({ said, plant })))('alone: $said', ({ said, plant }) => {
    // The two mistakes in the header of procedures.csv are one edit apart.
    if (said.includes('muc_do') || said.includes('statutory_days')) return;
    plant();
    const checked = checkPack(readFolder(dir));
    const problems = 'problems' in checked ? checked.problems : [];
    expect(problems.map((problem) => describeProblem(problem, 'en'))).toEqual([expect.stringContaining(said)]);
  });
});

describe('loading a pack', () => {
  it('throws naming the folder and every mistake', () => {
    edit('kiosks.csv', 'K002,00004', 'K001,00004');
    edit('units.csv', '65023', 'many');
    expect(() => loadPack(dir)).toThrow(`${dir}: units.csv row 2, population: “many”`);
    expect(() => loadPack(dir)).toThrow('kiosks.csv row 3, code: K001 is there twice');
  });

  it('takes an asset that moved: two rows of one code, one after the other', () => {
    edit('kiosks.csv', /(K012.*2025-07-01),,true/, '$1,2026-01-01,true');
    append('kiosks.csv', 'K012,00070,,kiosk,,105.85,21.03,2026-01-01,,false');
    expect(loadPack(dir).kiosks.filter(({ code }) => code === 'K012')).toHaveLength(2);
  });

  it('refuses a file that is not UTF-8', () => {
    writeFileSync(join(dir, 'operators.csv'), Buffer.from([0x63, 0xe9, 0x0a]));
    expect(() => loadPack(dir)).toThrow('operators.csv: is not UTF-8');
  });
});
