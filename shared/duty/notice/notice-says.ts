import type { Priority, Says } from '../../wire/duty.ts';
import type { NoticeReason } from '../../wire/notify-commands.ts';

/** What a message about one matter is made of. No personal data: titles have gone through `strikePersonal`. */
export type NoticeSays = {
  readonly reason: NoticeReason;
  readonly priority: Priority;
  /** Such as `SC-1042`; null: a test, a handover, an alert of no incident. */
  readonly number: string | null;
  readonly title: Says;
  readonly place: Says | null;
  /** When it began, world time. */
  readonly at: string;
  /** What to do; null: it is over, or nothing is asked. */
  readonly action: Says | null;
  /** The page that tells all, which asks for a login. */
  readonly path: string;
  readonly isExercise: boolean;
};

type Language = keyof Says;

/** Why somebody is told, in words. */
export const reasonWords: Readonly<Record<NoticeReason, Says>> = {
  opened: { vi: 'Sự cố mới', en: 'New' },
  escalated: { vi: 'Chưa ai nhận', en: 'Nobody has taken it' },
  unacknowledged: { vi: 'Hết hạn nhận, chưa xong', en: 'The acknowledgement has ended, it has not' },
  no_progress: { vi: 'Đã nhận nhưng chưa có tiến triển', en: 'Taken, but nothing was done' },
  raised: { vi: 'Tăng mức ưu tiên', en: 'Priority raised' },
  resolved: { vi: 'Đã xử lý', en: 'Resolved' },
  handover: { vi: 'Bàn giao ca', en: 'Shift handover' },
  test: { vi: 'Tin thử', en: 'Test message' },
  task: { vi: 'Nhiệm vụ', en: 'Task' },
};

export const exerciseWords: Says = { vi: 'DIỄN TẬP', en: 'EXERCISE' };

/** A matter in one line: what, how grave, where, since when. */
export function writeLine(says: NoticeSays, language: Language, timeZone: string): string {
  const { reason, priority, number, title, place, at } = says;
  const grade = reason === 'test' || reason === 'handover' || reason === 'task' ? [] : [priority];
  const name = [...grade, ...(number === null ? [] : [number])].join(' ');
  const where = place ? ` - ${place[language]}` : '';
  const line = `${name === '' ? '' : `${name}: `}${title[language]}${where} - ${writeTime(at, timeZone)}`;
  return `${reasonWords[reason][language]}. ${line}`;
}

/** `14:05 28/11`, on the city's clock. */
export function writeTime(at: string, timeZone: string): string {
  const part = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone, hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit', hourCycle: 'h23' },
    })
      .formatToParts(new Date(at))
      .map(({ type, value }) => [type, value]),
  );
  return `${part.hour}:${part.minute} ${part.day}/${part.month}`;
}
