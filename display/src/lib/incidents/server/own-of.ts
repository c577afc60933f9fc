import type { Viewer } from '../../server/viewer.ts';

/** The one unit whose incidents somebody may see; null: every unit's. */
export function ownOf(viewer: Viewer | null): string | null {
  return viewer?.kind === 'account' ? viewer.unit : null;
}
