import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { append, edit, thirtyFaults } from '../../support/cities/thirty-faults.ts';

const sixUnit = 'tests/support/cities/six-unit';
let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vonglau-pack-'));
  cpSync(sixUnit, dir, { recursive: true });
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('a pack with thirty mistakes', () => {
  it('is told all thirty, each with its file, row, column and what to do, in both languages', () => {
    for (const [plant] of thirtyFaults) plant(dir);
    const checked = checkPack(readFolder(dir));
    const problems = 'problems' in checked ? checked.problems : [];
    const lines = problems.map((problem) => describeProblem(problem, 'en'));
    for (const [, said] of thirtyFaults)
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

  it.each(thirtyFaults.map(([plant, said]) => ({ said, plant })))('alone: $said', ({ said, plant }) => {
    // The two mistakes in the header of procedures.csv are one edit apart.
    if (said.includes('muc_do') || said.includes('statutory_days')) return;
    plant(dir);
    const checked = checkPack(readFolder(dir));
    const problems = 'problems' in checked ? checked.problems : [];
    expect(problems.map((problem) => describeProblem(problem, 'en'))).toEqual([expect.stringContaining(said)]);
  });
});

describe('loading a pack', () => {
  it('throws naming the folder and every mistake', () => {
    edit(dir, 'kiosks.csv', { right: 'K002,00004', wrong: 'K001,00004' });
    edit(dir, 'units.csv', { right: '65023', wrong: 'many' });
    expect(() => loadPack(dir)).toThrow(`${dir}: units.csv row 2, population: “many”`);
    expect(() => loadPack(dir)).toThrow('kiosks.csv row 3, code: K001 is there twice');
  });

  it('takes an asset that moved: two rows of one code, one after the other', () => {
    edit(dir, 'kiosks.csv', { right: /(K012.*2025-07-01),,true/, wrong: '$1,2026-01-01,true' });
    append(dir, 'kiosks.csv', 'K012,00070,,kiosk,,105.85,21.03,2026-01-01,,false');
    expect(loadPack(dir).kiosks.filter(({ code }) => code === 'K012')).toHaveLength(2);
  });

  it('refuses a file that is not UTF-8', () => {
    writeFileSync(join(dir, 'operators.csv'), Buffer.from([0x63, 0xe9, 0x0a]));
    expect(() => loadPack(dir)).toThrow('operators.csv: is not UTF-8');
  });
});
