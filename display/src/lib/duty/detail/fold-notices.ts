import type { DeliveryView, NoticeView } from '#shared/wire/notify-commands.ts';

/** Notices that say the same of the same contact, as one line, with the last attempts to send them. */
export type NoticeLine = {
  readonly newest: NoticeView;
  readonly times: number;
  /** In the order in which they were made. */
  readonly attempts: readonly DeliveryView[];
  /** How many there were before these. */
  readonly earlier: number;
};

/** More than these of one contact are for the page of all deliveries. */
const attemptsShown = 4;

/** Who was told, newest first: what became of the same way for the same contact is one line with how often. */
export function foldNotices(notices: readonly NoticeView[]): NoticeLine[] {
  const alike = Map.groupBy(notices, ({ contact, state, why }) => `${contact ?? ''} ${state} ${why ?? ''}`);
  return [...alike.values()].flatMap((members) => {
    const newest = members.reduce<NoticeView | undefined>(
      (best, one) => (best && best.id > one.id ? best : one),
      undefined,
    );
    // What left in one message is each of its notices' attempt, and was made once.
    const made = new Map(members.flatMap(({ attempts }) => attempts.map((attempt) => [attempt.id, attempt] as const)));
    const attempts = [...made.values()].sort((a, b) => a.startedAt.localeCompare(b.startedAt) || a.id - b.id);
    const earlier = Math.max(0, attempts.length - attemptsShown);
    return newest ? [{ newest, times: members.length, attempts: attempts.slice(earlier), earlier }] : [];
  });
}
