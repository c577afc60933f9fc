import { answersShown, firstOf, type Firsts } from '../first-of.ts';
import type { BriefSaid } from '../say/say-brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { LetterRows } from './letter-rows.ts';
import type { LetterFrame } from './to-html.ts';

/** The letter of a brief as plain text. */
export function toPlain(said: BriefSaid, rows: LetterRows, { subject, foot, links }: Omit<LetterFrame, 'url'>): string {
  const { words } = said;
  const lower = (name: string): string => name.toLocaleLowerCase('vi');
  const block = (head: string, { shown, more }: Firsts<string>): string[] => {
    if (shown.length + more === 0) return [];
    const rest = more > 0 ? [`… ${fillIn(words.mail.more, { n: more })}`] : [];
    return ['', head.toLocaleUpperCase('vi'), ...shown.map((line) => `- ${line}`), ...rest];
  };
  const written = <Item>({ shown, more }: Firsts<Item>, write: (item: Item) => string): Firsts<string> => ({
    shown: shown.map(write),
    more,
  });
  return [
    subject,
    `${said.asOf} · ${said.issued}`,
    ...block(words.head.overdue, rows.overdue),
    ...said.sentences.flatMap(({ head, text: saying }) => ['', `${head}: ${saying}`]),
    ...block(
      words.head.kpis,
      written(rows.kpis, ({ name, value, target, gap, coverage, office, answers }) => {
        const parts = [
          ...[`${lower(words.column.target)} ${target}`, gap],
          ...[`${lower(words.column.coverage)} ${coverage}`, office],
        ];
        const { shown, more } = firstOf(answers, answersShown);
        const said = shown.map(({ lead, text }) => `\n    ${lead}: ${text.replaceAll(/\s+/g, ' ')}`);
        const rest = more > 0 ? `\n    ${fillIn(words.answer.more, { n: more })}` : '';
        return `${name}: ${value} (${parts.join('; ')})${said.join('')}${rest}`;
      }),
    ),
    ...(said.low === '' ? [] : ['', said.low]),
    ...block(
      words.head.incidents,
      written(rows.incidents, ({ number, priority, title, cause, effect, detect, resolve }) => {
        const clocks = [`${words.column.detect}: ${detect.text}`, `${words.column.resolve}: ${resolve.text}`];
        return [`${number} ${priority} ${title}`, cause, effect, ...clocks].join(' · ');
      }),
    ),
    ...block(
      words.head.alarms,
      written(rows.alarms, (figures) => figures.map(({ text }) => text).join(' · ')),
    ),
    ...(links ? [fillIn(words.mail.alerts, { url: links.alerts({ of: 'announced' }) })] : []),
    ...block(words.head.silent, rows.silent),
    ...block(words.head.due, rows.due),
    ...rows.addenda.shown.flatMap(({ lead, changes }) => block(lead, changes)),
    ...(rows.addenda.more > 0 ? ['', `… ${fillIn(words.mail.more, { n: rows.addenda.more })}`] : []),
    '',
    ...foot,
    '',
  ].join('\n');
}
