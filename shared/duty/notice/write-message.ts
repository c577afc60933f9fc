import { exerciseWords, reasonWords, writeLine, writeTime, type NoticeSays } from './notice-says.ts';

/** A message in every form a channel may need. */
export type MessageText = {
  readonly subject: string;
  /** Vietnamese first, then English. */
  readonly full: string;
  /** For a telephone: Vietnamese, a line or two. */
  readonly short: string;
  /** The fields of an approved template. */
  readonly fields: Readonly<Record<'ma' | 'muc' | 'noi' | 'luc' | 'link', string>>;
};

/** Of a bundle for a telephone so many are named; the rest are counted. */
const mostNamed = 3;
const mostShort = 400;

/** Writes what one contact is told at once: the gravest first, each with a link that asks for a login. */
export function writeMessage(
  all: readonly [NoticeSays, ...NoticeSays[]],
  { origin, timeZone }: { origin: string; timeZone: string },
): MessageText {
  const sorted = all.toSorted((one, other) => one.priority.localeCompare(other.priority));
  const first = sorted[0] ?? all[0];
  const isExercise = all.some((one) => one.isExercise);
  const mark = isExercise ? `${exerciseWords.vi}: ` : '';
  const link = (says: NoticeSays): string => `${origin}${says.path}`;
  const more = sorted.length - 1;
  const subjectLine = writeLine(first, 'vi', timeZone);
  return {
    subject: `[Vọng Lâu] ${mark}${subjectLine}${more > 0 ? ` (+${more})` : ''}`,
    full: [
      ...(isExercise ? [`*** ${exerciseWords.vi} / ${exerciseWords.en} ***`, ''] : []),
      ...sorted.flatMap((says) => [...writeBlock(says, 'vi', timeZone), link(says), '']),
      '----',
      ...sorted.flatMap((says) => [...writeBlock(says, 'en', timeZone), '']),
    ].join('\n'),
    short: writeShort(sorted, { mark, link: link(first), timeZone }),
    fields: {
      ma: cut(first.number ?? reasonWords[first.reason].vi, 30),
      muc: cut(`${mark}${first.priority}${more > 0 ? ` (+${more})` : ''}`, 30),
      noi: cut(first.place?.vi ?? first.title.vi, 80),
      luc: writeTime(first.at, timeZone),
      link: link(first),
    },
  };
}

function writeBlock(says: NoticeSays, language: 'vi' | 'en', timeZone: string): string[] {
  const action = says.action ? [says.action[language]] : [];
  return [writeLine(says, language, timeZone), ...action];
}

function writeShort(
  sorted: readonly NoticeSays[],
  { mark, link, timeZone }: { mark: string; link: string; timeZone: string },
): string {
  const named = sorted.slice(0, mostNamed).map((says) => writeLine(says, 'vi', timeZone));
  const rest = sorted.length - named.length;
  const text = [...named, ...(rest > 0 ? [`và ${rest} việc khác`] : [])].join('; ');
  return `${mark}${cut(text, mostShort)} ${link}`;
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

/** Without Vietnamese marks, for gateways that charge double for them. */
export function withoutMarks(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll('…', '...')
    .replaceAll('•', '*');
}
