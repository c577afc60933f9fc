import type { Viewer } from './viewer.ts';

/** The page somebody begins with: a leader with the brief, who is on duty with the desk, a unit with its own, all others with the wall. */
export function homeOf(viewer: Viewer | null): string {
  if (viewer?.kind !== 'account') return '/wall';
  switch (viewer.role) {
    case 'leader':
      return '/brief';
    case 'duty':
      return '/duty';
    case 'unit':
      return viewer.unit === null ? '/wall' : `/unit/${viewer.unit}`;
    case 'viewer':
    case 'operator':
    case 'administrator':
      return '/wall';
  }
}
