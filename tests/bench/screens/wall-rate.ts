import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';

/** How many times a second the wall asks to be told, as its page says. */
export function readWallHz(): number {
  const page = readFileSync(join(PROJECT_DIR, 'display/src/routes/wall/+page.svelte'), 'utf8');
  const hz = Number(/updatesPerS = (\d+)/.exec(page)?.[1]);
  if (!(hz >= 1)) throw new Error('the wall page no longer says its rate (updatesPerS)');
  return hz;
}
