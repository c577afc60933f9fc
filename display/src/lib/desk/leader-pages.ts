import type { Subject } from '#shared/access/authorize.ts';
import { deskPages, type DeskPage } from './desk-pages.ts';

/** What somebody who leads reads on the way, in this order. */
const read: readonly DeskPage['word'][] = ['brief', 'promises', 'incidents', 'tasks', 'system'];

/** The pages under a wall that is read on a phone: of those one may open, the few that tell how the city does. */
export function leaderPages(viewer: Subject | null): readonly DeskPage[] {
  const open = deskPages(viewer, null).flat();
  return read.flatMap((word) => open.filter((page) => page.word === word));
}
