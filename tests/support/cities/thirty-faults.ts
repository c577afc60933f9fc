import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A way to spoil the six-unit city in `dir`, and what is said of it in English. */
export type Fault = readonly [plant: (dir: string) => void, said: string];

/** Replaces a text in a file; throws where it is not there. */
export function edit(dir: string, file: string, { right, wrong }: { right: string | RegExp; wrong: string }): void {
  const path = join(dir, file);
  const before = readFileSync(path, 'utf8');
  const after = before.replace(right, wrong);
  if (after === before) throw new Error(`${file} has no ${String(right)}`);
  writeFileSync(path, after);
}

/** Adds a row to a table. */
export function append(dir: string, file: string, row: string): void {
  const path = join(dir, file);
  writeFileSync(path, `${readFileSync(path, 'utf8')}${row}\n`);
}

/** Thirty mistakes that can all be made at once. */
export const thirtyFaults: readonly Fault[] = [
  [
    (dir) => edit(dir, 'pack.yaml', { right: 'Asia/Ho_Chi_Minh', wrong: 'Asia/Hanoi' }),
    'pack.yaml, timeZone: must be an IANA time zone',
  ],
  [
    (dir) => edit(dir, 'pack.yaml', { right: 'languages:', wrong: 'colour: red\nlanguages:' }),
    'pack.yaml, colour: Unrecognized key',
  ],
  [
    (dir) => edit(dir, 'alerts.yaml', { right: 'lateS: 120', wrong: 'lateS: 900' }),
    'alerts.yaml, silence.kiosk: lateS must be less than staleS',
  ],
  [
    (dir) => edit(dir, 'units.csv', { right: 'Ngọc Hà', wrong: 'Ngọc Hà'.normalize('NFD') }),
    'units.csv row 3, name: “',
  ],
  [
    (dir) => edit(dir, 'units.csv', { right: '97034', wrong: '97.034' }),
    'units.csv row 4, population: “97.034”: must be a whole number',
  ],
  [
    (dir) => edit(dir, 'units.csv', { right: '00103,phuong', wrong: '00103,quan' }),
    'units.csv row 7, type: “quan”: must be one of: phuong, xa, dac_khu',
  ],
  [
    (dir) => append(dir, 'units.csv', '00104,xa,Thêm,Them,09999,2025-07-01,,105.8,21.05,1,1'),
    'units.csv row 8, parent: there is no 09999 in units.csv',
  ],
  [(dir) => unlinkSync(join(dir, 'departments.csv')), 'departments.csv: this file is missing'],
  [
    (dir) => edit(dir, 'offices.csv', { right: '00004,,2025-07-01,', wrong: '00004,,2025-07-01,2025-07-01' }),
    'offices.csv row 7, valid_to: 2025-07-01 is not after 2025-07-01',
  ],
  [
    (dir) => edit(dir, 'offices.csv', { right: '00082,,2025-07-01', wrong: '00082,,2025-01-01' }),
    'offices.csv row 11, unit: 00082 (units.csv) holds 2025-07-01– only',
  ],
  [
    (dir) => edit(dir, 'branches.csv', { right: '13:30-17:00', wrong: '13:30-12:00' }),
    'branches.csv row 2, opening: “Mo-Fr 08:00-12:00,13:30-12:00”: these opening hours cannot be read',
  ],
  [
    (dir) => edit(dir, 'branches.csv', { right: 'C02,00103', wrong: 'C02,00113' }),
    'branches.csv row 3, unit: there is no 00113 in units.csv',
  ],
  [
    (dir) => edit(dir, 'points.csv', { right: ',105.836365', wrong: ',115.836365' }),
    "points.csv row 2, lon: 115.836365 lies outside the city's bounds (105.79 to 105.88)",
  ],
  [
    (dir) => edit(dir, 'points.csv', { right: 'P00008,00008,C01', wrong: 'P00008,00008,C09' }),
    'points.csv row 3, branch: there is no C09 in branches.csv',
  ],
  [
    (dir) => edit(dir, 'points.csv', { right: 'Giảng Võ', wrong: 'Giảng Võ, quầy 1' }),
    'points.csv row 4: has 14 cells for 13 columns',
  ],
  [
    (dir) => edit(dir, 'kiosks.csv', { right: 'K002,00004', wrong: 'K001,00004' }),
    'kiosks.csv row 3, code: K001 is there twice, first in row 2',
  ],
  [
    (dir) => edit(dir, 'kiosks.csv', { right: 'K003,00008,P00008,kiosk', wrong: 'K003,00008,P00008,' }),
    'kiosks.csv row 4, type: is empty; must be one of: kiosk, robot',
  ],
  [
    (dir) => edit(dir, 'kiosks.csv', { right: 'K005,00025', wrong: 'K005,00026' }),
    'kiosks.csv row 6, unit: there is no 00026 in units.csv',
  ],
  [
    (dir) => edit(dir, 'kiosks.csv', { right: 'K007,00070,P00070', wrong: 'K007,00070,P77777' }),
    'kiosks.csv row 8, point: there is no P77777 in points.csv, branches.csv',
  ],
  [
    (dir) => append(dir, 'kiosks.csv', 'K012,00070,,kiosk,,105.85,21.03,2026-01-01,,false'),
    'kiosks.csv row 15, valid_from: K012 overlaps row 13 (from 2025-07-01)',
  ],
  [
    (dir) => append(dir, 'operators.csv', 'VETC,VETC'),
    'operators.csv row 4, code: VETC is there twice, first in row 2',
  ],
  [
    (dir) => edit(dir, 'parking.csv', { right: 'B003,00025,VETC', wrong: 'B003,00025,XYZ' }),
    'parking.csv row 4, operator: there is no XYZ in operators.csv',
  ],
  [
    (dir) => edit(dir, 'parking.csv', { right: 'B004', wrong: 'K004' }),
    'parking.csv row 5, code: K004 is used in kiosks.csv already',
  ],
  [
    (dir) => edit(dir, 'procedures.csv', { right: ',level,', wrong: ',muc_do,' }),
    'procedures.csv row 1, muc_do: there is no such column',
  ],
  [
    (dir) => edit(dir, 'procedures.csv', { right: ',statutory_days,', wrong: ',level,' }),
    'procedures.csv row 1, statutory_days: this column is missing',
  ],
  [
    (dir) => edit(dir, 'systems.csv', { right: 'S-PAY', wrong: 'S PAY' }),
    'systems.csv row 5, code: “S PAY”: a code is 1 to 64',
  ],
  [
    (dir) => edit(dir, 'targets.csv', { right: 'online_share', wrong: 'online_rate' }),
    'targets.csv row 2, kpi: “online_rate”: there is no such KPI; there are online_share',
  ],
  [
    (dir) => edit(dir, 'targets.csv', { right: ',0.999,', wrong: ',99.9,' }),
    'targets.csv row 10, target: system_uptime is a share from 0 to 1; write 0.999 in place of 99.9',
  ],
  [
    (dir) => edit(dir, 'targets.csv', { right: 'unit:00070', wrong: 'unit:00071' }),
    'targets.csv row 11, unit_set: there is no 00071 in units.csv',
  ],
  [
    (dir) => edit(dir, 'calendar.csv', { right: '2025-05-02,', wrong: '2025-05-01,' }),
    'date: 2025-05-01 is there twice',
  ],
];
