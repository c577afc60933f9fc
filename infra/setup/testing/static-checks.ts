/** One check that needs no server: a tool of node_modules/.bin and its arguments. */
export type StaticCheck = { name: string; tool: string; args: string[] };

/** What is checked before the tests, in the order of their starts. */
export const STATIC_CHECKS: StaticCheck[] = [
  { name: 'lint', tool: 'eslint', args: ['.'] },
  { name: 'formatting', tool: 'prettier', args: ['--check', '--log-level=warn', '.'] },
  { name: 'types', tool: 'tsc', args: ['-p', '.'] },
  { name: 'display types', tool: 'svelte-check', args: ['--tsgo', '--workspace', 'display', '--fail-on-warnings'] },
  {
    name: 'folder boundaries',
    tool: 'depcruise',
    args: ['--config', 'dependency-cruiser.js', 'ingest', 'stream', 'display', 'shared', 'infra', 'tests'],
  },
  { name: 'unused code', tool: 'knip', args: [] },
];
