import { answersShown, firstOf } from '../first-of.ts';
import type { KpiLine } from '../say/say-kpis.ts';
import { fillIn, type BriefWords } from '../words/brief-words.ts';
import { escapeHtml as text } from './escape.ts';

/** What units said to a figure, line by line, and how much more there is; for paper and letter. */
export function answersHtml({ answers }: KpiLine, { answer }: BriefWords): string {
  const { shown, more } = firstOf(answers, answersShown);
  const rest = more > 0 ? [text(fillIn(answer.more, { n: more }))] : [];
  return [...shown.map(({ lead, text: said }) => `<b>${text(lead)}:</b> ${text(said)}`), ...rest].join('<br>');
}
