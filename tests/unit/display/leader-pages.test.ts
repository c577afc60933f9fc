import { expect, test } from 'vitest';
import { leaderPages } from '../../../display/src/lib/desk/leader-pages.ts';

const paths = (viewer: Parameters<typeof leaderPages>[0]): string[] => leaderPages(viewer).map(({ path }) => path);

test('under a wall on a phone stands what its reader may open', () => {
  expect(paths({ kind: 'account', name: 'lan', role: 'leader', unit: null })).toEqual([
    ...['/brief', '/kpi', '/incidents', '/tasks', '/system'],
  ]);
  expect(paths({ kind: 'screen', label: 'hall', world: null })).toEqual(['/system']);
  expect(paths(null)).toEqual([]);
});

test('an account of a unit is led to its own', () => {
  const pages = leaderPages({ kind: 'account', name: 'minh', role: 'unit', unit: '00070' });
  expect(pages.map(({ path }) => path)).toContain('/unit/00070/answers');
  expect(pages.find(({ path }) => path === '/incidents')?.unit).toBe('00070');
});
