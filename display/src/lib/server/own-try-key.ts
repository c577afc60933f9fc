import { error } from '@sveltejs/kit';
import { authorize } from '#shared/access/authorize.ts';
import { findTryKey } from '#shared/store/find-try-key.ts';
import type { TryKey } from '#shared/store/try-key-row.ts';
import { resources } from './resources.ts';
import type { Viewer } from './viewer.ts';

/** A test key for whoever made it, or who may see every source's receipts; for everybody else there is none: 404. */
export async function ownTryKey(viewer: Viewer | null, kid: string): Promise<TryKey> {
  const key = viewer?.kind === 'account' ? await findTryKey(resources().pool, kid) : null;
  const isTheirs =
    viewer?.kind === 'account' && (key?.account === viewer.name || authorize(viewer, 'receipt.see').allowed);
  if (!key || !isTheirs) error(404);
  return key;
}
