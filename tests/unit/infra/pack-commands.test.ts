import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import { runCommandLine } from '../../../infra/setup/command-line.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vonglau-pack-cli-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

/** Runs `vonglau pack …` and gives its exit code and what it wrote. */
async function pack(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const streams = { stdin: new PassThrough(), stdout: new PassThrough(), stderr: new PassThrough() };
  const io = { ...streams, env: { VONGLAU_PACK: 'infra/localities/hanoi' }, signal: new AbortController().signal };
  const code = await runCommandLine(['pack', ...words], io);
  return { code, out: String(streams.stdout.read() ?? ''), err: String(streams.stderr.read() ?? '') };
}

describe('vonglau pack check', () => {
  it.each([
    ['hanoi', { units: 126, points: 126, branches: 12, kiosks: 476, robots: 1, parkingSites: 405 }],
    ['hai-phong', { units: 114, departments: 35 }],
    ['ha-tinh', { units: 69, procedures: { full: 500, partial: 1_022, none: 5 } }],
  ])('counts %s', async (city, counts) => {
    const { code, out } = await pack('check', city, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ ok: true, city, counts });
  });

  it('tells mistakes in Vietnamese, or in English, and ends with 1', async () => {
    cpSync('tests/support/cities/six-unit', dir, { recursive: true });
    const path = join(dir, 'kiosks.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace('K002,00004', 'K001,00004'));
    const vi = await pack('check', dir);
    expect(vi.code).toBe(1);
    expect(vi.out).toContain('kiosks.csv hàng 3, code: K001 đã có ở hàng 2');
    expect((await pack('check', dir, '--language', 'en')).out).toContain('kiosks.csv row 3, code: K001 is there twice');
    const { ok, problems } = JSON.parse((await pack('check', dir, '--json')).out) as {
      ok: boolean;
      problems: unknown[];
    };
    expect({ ok, problems: problems.length }).toEqual({ ok: false, problems: 1 });
  });

  it('says where it looked for a city that is not there', async () => {
    const { code, err } = await pack('check', 'nowhere');
    expect(code).toBe(1);
    expect(err).toContain('no city in infra/localities');
  });
});

describe('vonglau pack export', () => {
  it('writes a workbook and from it a folder that is the same city', async () => {
    const [book, folder] = [join(dir, 'six.xlsx'), join(dir, 'six')];
    expect((await pack('export', 'tests/support/cities/six-unit', '--out', book)).code).toBe(0);
    expect((await pack('export', book, '--out', folder)).code).toBe(0);
    expect(loadPack(folder)).toEqual(loadPack('tests/support/cities/six-unit'));
    const again = await pack('export', book, '--out', folder);
    expect(again.err).toContain('is there already and not an empty folder');
  });

  it('takes runbooks, mappings and water along, and a workbook goes without them', async () => {
    const [book, folder] = [join(dir, 'hanoi.xlsx'), join(dir, 'hanoi')];
    expect((await pack('export', 'hanoi', '--out', folder)).code).toBe(0);
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['runbooks', 'mappings', 'water.geojson']));
    expect(readdirSync(join(folder, 'runbooks'))).toEqual(readdirSync('infra/localities/hanoi/runbooks'));
    expect((await pack('check', folder)).code).toBe(0);
    expect((await pack('export', 'hanoi', '--out', book)).code).toBe(0);
    expect((await pack('check', book)).code).toBe(0);
  });
});

describe('vonglau pack new', () => {
  const list = 'ma,ten,lon,lat\n101,Phường Một,108.2,16.05\n102,Xã Hai,108.1,16.0\n';

  it('makes a city that is right at once, of a list with names and places alone', async () => {
    writeFileSync(join(dir, 'list.csv'), list);
    const out = join(dir, 'city');
    const made = await pack(
      'new',
      'thu-nghiem',
      '--units',
      join(dir, 'list.csv'),
      '--name',
      'Thử Nghiệm',
      '--out',
      out,
    );
    expect(made).toMatchObject({ code: 0, err: '' });
    const city = loadPack(out);
    expect(city.units.map(({ type, name, name_en, placeholder }) => [type, name, name_en, placeholder])).toEqual([
      ['phuong', 'Một', 'Mot', true],
      ['xa', 'Hai', 'Hai', true],
    ]);
    expect(city.points.map(({ code }) => code)).toEqual(['P101', 'P102']);
    expect(city.calendar.length).toBeGreaterThan(0);
    expect((await pack('new', 'thu-nghiem', '--units', join(dir, 'list.csv'), '--out', out)).err).toContain('already');
  });

  it('takes place and area from boundaries', async () => {
    const ring = [
      [108, 16],
      [108.1, 16],
      [108.1, 16.1],
      [108, 16.1],
      [108, 16],
    ];
    const geometry = { type: 'Polygon', coordinates: [ring] };
    const features = [{ type: 'Feature', id: '101', properties: { name: 'Phường Một' }, geometry }];
    writeFileSync(join(dir, 'list.geojson'), JSON.stringify({ type: 'FeatureCollection', features }));
    const out = join(dir, 'city');
    expect((await pack('new', 'thu', '--units', join(dir, 'list.geojson'), '--out', out)).code).toBe(0);
    const [unit] = loadPack(out).units;
    expect(unit?.lon).toBeCloseTo(108.05, 2);
    expect(unit?.area_km2).toBeCloseTo(119, 0);
  });

  it('writes nothing when the list has mistakes', async () => {
    writeFileSync(join(dir, 'list.csv'), `${list}101,Phường Ba,108.3,16.1\n`);
    const out = join(dir, 'city');
    const { code, err } = await pack('new', 'thu', '--units', join(dir, 'list.csv'), '--out', out);
    expect(code).toBe(1);
    expect(err).toContain('101 đã có ở hàng 2');
    expect(existsSync(out)).toBe(false);
  });
});
