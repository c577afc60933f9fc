/** One check that needs no server: a tool of node_modules/.bin and its arguments. */
export type StaticCheck = { name: string; tool: string; args: string[] };

/** What is checked before the tests, in the order of their starts. */
export const STATIC_CHECKS: StaticCheck[] = [
  // By far the longest, so two, begun first.
  { name: 'lint of the display', tool: 'eslint', args: ['display'] },
  { name: 'lint of all else', tool: 'eslint', args: ['.', '--ignore-pattern', 'display'] },
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
