import type { NoticeReason } from '../../wire/notify-commands.ts';

/** A notice that waits for one contact. */
export type Waiting = { readonly id: number; readonly subject: string; readonly reason: NoticeReason };

export type SortedOut = { readonly keep: readonly Waiting[]; readonly drop: readonly Waiting[] };

/**
 * Of what waits for one contact, keeps what is still news: of one matter the newest only, and that it is over only where the
 * contact heard that it had begun (`heard`: subjects). A test or a handover is a matter of its own.
 */
export function sortOut(waiting: readonly Waiting[], heard: ReadonlySet<string>): SortedOut {
  const newest = new Map<string, Waiting>();
  for (const one of [...waiting].sort((a, b) => a.id - b.id)) newest.set(one.subject, one);
  const isNews = (one: Waiting): boolean =>
    newest.get(one.subject) === one && (one.reason !== 'resolved' || heard.has(one.subject));
  return { keep: waiting.filter(isNews), drop: waiting.filter((one) => !isNews(one)) };
}
