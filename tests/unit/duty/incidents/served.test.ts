import { expect, it } from 'vitest';
import { servedMatters } from '#shared/duty/incident/served.ts';
import { checkPack } from '#shared/locality/check-pack.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';

const procedures = [
  { code: '1.001', level: 'full' },
  { code: '1.002', level: 'partial' },
  { code: '1.003', level: 'none' },
];

it('a system serves what is done online, what is listed, nothing, or what nobody knows', () => {
  const of = (system: string): readonly string[] =>
    servedMatters(system, { A: 'online', B: ['1.003'], C: [] }, procedures);
  expect(of('A')).toEqual(['procedure:1.001', 'procedure:1.002']);
  expect(of('B')).toEqual(['procedure:1.003']);
  expect(of('C')).toEqual(['no_procedure']);
  expect(of('D')).toEqual([]);
  expect(servedMatters('A', undefined, procedures)).toEqual([]);
});

it.each(['infra/localities/hanoi', 'tests/support/cities/six-unit'])('%s says it of its portals', (dir) => {
  const pack = loadPack(dir);
  const levels = new Map(pack.procedures.map(({ code, level }) => [`procedure:${code}`, level]));
  for (const portal of ['S-PORTAL', 'S-DVCQG']) {
    const served = servedMatters(portal, pack.serves, pack.procedures);
    expect(served.length).toBeGreaterThan(0);
    expect(served.every((matter) => ['full', 'partial'].includes(levels.get(matter) ?? ''))).toBe(true);
  }
  expect(pack.sources.some(({ facts }) => facts === 'serves')).toBe(true);
});

it('a folder that names a system or procedure that there is not is refused', () => {
  const files = readFolder('tests/support/cities/six-unit');
  const header = { ...(files.header as object), serves: { 'S-PORTAL': ['0.000'], 'S-X': 'online' } };
  const checked = checkPack({ ...files, header });
  const problems = 'problems' in checked ? checked.problems.map(({ file, column }) => `${file} ${column}`) : [];
  expect(problems).toEqual(['pack.yaml serves.S-PORTAL', 'pack.yaml serves.S-X']);
});
