import { askOwner } from '#lib/server/ask-owner.ts';
import type { ContactView } from '#shared/wire/notify-commands.ts';

/** Everybody who can be reached, as whoever asks may see them; null: they cannot be read now, or not by this account. */
export async function readContacts(actor: string): Promise<readonly ContactView[] | null> {
  const answer = await askOwner<readonly ContactView[]>('duty', 'contact.list', { actor, body: {} });
  return answer.ok ? answer.value : null;
}
