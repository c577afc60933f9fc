import { askOwner } from '#lib/server/ask-owner.ts';
import type { Viewer } from '#lib/server/viewer.ts';

/**
 * Asks the door what it knows; null while it does not answer. In the name of `viewer`, whom the door then has judged; or,
 * without one, in our own: whether who looks may see it was decided before.
 */
export async function askDoor<Value>(verb: string, body: unknown, viewer?: Viewer | null): Promise<Value | null> {
  const actor = viewer?.kind === 'account' ? `account:${viewer.name}` : 'process:display';
  const answer = await askOwner<Value>('ingest', verb, { actor, body });
  return answer.ok ? answer.value : null;
}
