import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { calledCases } from './compared/called-cases.ts';
import { quietCases } from './compared/quiet-cases.ts';

const cases = [...quietCases, ...calledCases];

describe('what Alertmanager, Zabbix, GoAlert and others document', () => {
  it.each(cases)('$source: $theirs ($ours)', ({ got, want }) => {
    expect(got()).toEqual(want);
  });

  it('is told beside what we do', async () => {
    const rows = cases.map(({ about, source, theirs, ours }) => `| ${about} | ${source} | ${theirs} | ${ours} |`);
    const text = [
      '# Beside what others do',
      '',
      `What Alertmanager, Zabbix, GoAlert and others document about calling persons, and what we do: ${cases.length} cases, each run against our`,
      'code by `tests/contract/alerts-of-others.test.ts`, which writes this page. What they document about rules themselves (for, keep',
      'firing, absence, flapping) is run by `tests/unit/rules/known-behaviour.test.ts`.',
      '',
      '| about | source | theirs | ours |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
    const file = 'stream/duty/COMPARED.md';
    const config = (await resolveConfig(file)) ?? {};
    await expect(await format(text, { ...config, parser: 'markdown' })).toMatchFileSnapshot(`../../${file}`);
  });
});
