import type { NoticeView } from '#shared/wire/notify-commands.ts';

/** Notices that say the same of the same contact, as one line. */
export type NoticeLine = { readonly newest: NoticeView; readonly times: number };

/** Who was told, newest first: what became of the same way for the same contact is one line with how often. */
export function foldNotices(notices: readonly NoticeView[]): NoticeLine[] {
  const alike = Map.groupBy(notices, ({ contact, state, why }) => `${contact ?? ''} ${state} ${why ?? ''}`);
  return [...alike.values()].flatMap((members) => {
    const newest = members.reduce<NoticeView | undefined>(
      (best, one) => (best && best.id > one.id ? best : one),
      undefined,
    );
    return newest ? [{ newest, times: members.length }] : [];
  });
}
