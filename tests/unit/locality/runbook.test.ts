import { expect, it } from 'vitest';
import { checkPack } from '#shared/locality/check-pack.ts';
import { readFolder } from '#shared/locality/files/read-folder.ts';
import { openParcel, toParcel } from '#shared/locality/files/parcel.ts';
import { describeProblem } from '#shared/locality/pack-problem.ts';
import { readRunbook } from '#shared/locality/runbook.ts';

const hanoi = 'infra/localities/hanoi';
const problemsOf = (files: Parameters<typeof checkPack>[0]): string[] => {
  const checked = checkPack(files);
  return 'problems' in checked ? checked.problems.map((problem) => describeProblem(problem, 'en')) : [];
};

it('every rule of Hanoi has a runbook in both languages, and every runbook a rule', () => {
  const files = readFolder(hanoi);
  const checked = checkPack(files);
  if ('problems' in checked) throw new Error(problemsOf(files).join('\n'));
  const named = checked.pack.rules.map(({ runbook = '' }) => runbook);
  expect(new Set(named)).toEqual(new Set(Object.keys(files.runbooks ?? {})));
  for (const [name, text] of Object.entries(files.runbooks ?? {})) {
    const read = readRunbook(name, text);
    expect(read).toMatchObject({ runbook: { vi: { sections: { length: 6 } }, en: { sections: { length: 6 } } } });
  }
});

it('a rule whose runbook is not there is refused with its line, and so is a runbook that cannot be read', () => {
  const files = openParcel(toParcel(readFolder(hanoi)));
  expect(problemsOf(files)).toEqual([]);
  const { 'ward-dark': gone = '', ...left } = files.runbooks ?? {};
  expect(gone).not.toBe('');
  const [missing, ...others] = problemsOf({ ...files, runbooks: left });
  expect(missing).toMatch(/^rules\.yaml row \d+, rules\.\d+\.runbook: there is no runbooks\/ward-dark\.md$/);
  expect(others).toEqual([]);
  const half = gone.slice(0, gone.lastIndexOf('# '));
  expect(problemsOf({ ...files, runbooks: { ...left, 'ward-dark': half } })).toHaveLength(1);
  expect(problemsOf({ ...files, runbooks: { ...left, 'ward-dark': `text\n${gone}` } })[0]).toMatch(
    /^runbooks\/ward-dark\.md row 1: must be a heading/,
  );
});
