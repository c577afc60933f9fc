import { appendFileSync, cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { writeFolder } from '#shared/locality/files/write-folder.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';

const folder = mkdtempSync(join(tmpdir(), 'rules-'));
afterAll(() => rmSync(folder, { recursive: true }));

const good = `rules:
  - id: silent
    name: { vi: Im lặng, en: Silent }
    priority: P3
    scope: { kind: kiosk }
    when: { kind: absence, intervals: 10 }
    owner: GD-VP
    action: { vi: Gọi, en: Call }
`;

/** What is said of the six-unit city with these rules. */
function problemsOf(text: string): string[] {
  const dir = mkdtempSync(join(folder, 'city-'));
  cpSync('tests/support/cities/six-unit', dir, { recursive: true });
  writeFileSync(join(dir, 'rules.yaml'), text);
  const checked = checkPack(readFolder(dir));
  return 'pack' in checked ? [] : checked.problems.map((problem) => describeProblem(problem, 'en'));
}

describe('rules.yaml', () => {
  it('may be missing, and may be right', () => {
    expect(loadPack('tests/support/cities/six-unit').rules).toEqual([]);
    expect(problemsOf(good)).toEqual([]);
  });

  it.each([
    ['no action', good.replace(/ {4}action.*\n/, ''), /^rules.yaml row 2, rules.0.action: /],
    ['an unknown word', good.replace('owner:', 'ovner:'), /^rules.yaml row 7, rules.0.ovner: Unrecognized key/],
    ['a condition nobody knows', good.replace('absence', 'absent'), /^rules.yaml row 6, rules.0.when.kind: /],
    [
      'no kind to be silent',
      good.replace('scope: { kind: kiosk }', 'scope: {}'),
      /row 5, rules.0.scope.kind: is missing/,
    ],
    [
      'a unit that is not there',
      good.replace('kind: kiosk', "kind: kiosk, units: 'unit:99999'"),
      /row 5, .*there is no unit:99999/,
    ],
    [
      'a metric that is not there',
      good.replace(
        '{ kind: absence, intervals: 10 }',
        '{ kind: metric, metric: call.lost, windowMin: 5, stat: n, op: ">", value: 1, per: city }',
      ),
      /row 6, rules.0.when.metric: there is no such metric/,
    ],
    [
      'half hours of an asset',
      good.replace(
        '{ kind: absence, intervals: 10 }',
        '{ kind: metric, metric: ticket.issued, windowMin: 30, stat: n, op: ">", value: 1, per: asset }',
      ),
      /row 6, rules.0.when.windowMin: must be a multiple of 60/,
    ],
    [
      'a label the metric has not',
      good.replace(
        '{ kind: absence, intervals: 10 }',
        '{ kind: metric, metric: call.queued, dim: colour=red, windowMin: 30, stat: n, op: ">", value: 1, per: city }',
      ),
      /call.queued has no label colour/,
    ],
    [
      'an unknown cause',
      `${good}    causes: [{ rule: nobody }]\n`,
      /row 9, rules.0.causes.0.rule: there is no other rule nobody/,
    ],
  ])('with %s is told by line', (_what, text, said) => {
    const problems = problemsOf(text);
    expect(problems.some((problem) => said.test(problem))).toBe(true);
  });

  it('refuses the same name twice, and causes that go round', () => {
    const second = good.slice('rules:\n'.length);
    expect(problemsOf(good + second).join()).toContain('rules.yaml row 9, rules.1.id: silent is there twice');
    const round = `${good}    causes: [{ rule: other }]\n${second.replace('id: silent', 'id: other')}    causes: [{ rule: silent }]\n`;
    expect(problemsOf(round).join()).toContain('causes go round in a circle: silent → other → silent');
  });

  it('comes out of a folder as it went in', () => {
    const dir = join(folder, 'hanoi');
    const pack = loadPack('infra/localities/hanoi');
    writeFolder(dir, pack);
    // Runbooks are files of the city's own, which no registry holds.
    expect(() => loadPack(dir)).toThrow('there is no runbooks/');
    cpSync('infra/localities/hanoi/runbooks', join(dir, 'runbooks'), { recursive: true });
    expect(loadPack(dir).rules).toEqual(pack.rules);
    expect(pack.rules).toHaveLength(25);
    appendFileSync(join(dir, 'rules.yaml'), 'more: 1\n');
    expect(() => loadPack(dir)).toThrow('rules.yaml row');
  });
});
