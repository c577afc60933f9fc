import type { Firsts } from '../first-of.ts';
import type { BriefLinks } from '../links.ts';
import { answersHtml } from '../paper/answers-html.ts';
import { escapeHtml as text } from '../paper/escape.ts';
import type { BriefSaid } from '../say/say-brief.ts';
import { fillIn } from '../words/brief-words.ts';
import type { LetterRows } from './letter-rows.ts';

const cell = 'border:1px solid #9aa5af;padding:4px 7px;text-align:left;vertical-align:top;';
const numberCell = `${cell}text-align:right;white-space:nowrap;`;
const linkStyle = 'color:#0a58a8;';
const headCell = `${cell}background:#eef1f4;font-weight:bold;`;

/** What stands around a brief in its letter. `url`: its page; `links`: where its figures lead; left out: nowhere. */
export type LetterFrame = {
  readonly subject: string;
  readonly foot: readonly string[];
  readonly url: string;
  readonly links?: BriefLinks | undefined;
};

/** The letter of a brief as HTML. */
export function toHtml(said: BriefSaid, rows: LetterRows, { subject, foot, url, links }: LetterFrame): string {
  const { words, language } = said;
  const { column } = words;
  const kpiColumns = [
    column.kpi,
    column.value,
    column.target,
    column.gap,
    column.before,
    column.coverage,
    column.office,
  ];
  const h2 = (name: string): string => `<h2 style="font-size:17px;margin:22px 0 6px;">${text(name)}</h2>`;
  const moreOf = (more: number): string =>
    more === 0 ? '' : `<p style="margin:4px 0 0;">… ${led(fillIn(words.mail.more, { n: more }), url)}</p>`;
  const listOf = <Item>({ shown, more }: Firsts<Item>, write: (item: Item) => string): string =>
    `<ul style="margin:0;padding-left:20px;">${shown.map((item) => `<li>${write(item)}</li>`).join('')}</ul>${moreOf(more)}`;
  const list = (lines: Firsts<string>): string => listOf(lines, text);
  const silentRules = new Map(said.silences.map(({ rule, text: line }) => [line, rule]));
  const addenda = rows.addenda.shown.map(
    ({ lead, changes }) => `<p style="margin:6px 0 2px;">${text(lead)}</p>${list(changes)}`,
  );
  const kpiRows = rows.kpis.shown.flatMap((line) => {
    const { name, value, target, gap, before, coverage, isLow, office, standing } = line;
    const weight = standing === 'behind' ? 'font-weight:bold;' : '';
    const low = isLow ? ` <b>${text(words.kpi.low)}</b>` : '';
    const figure = `<td style="${cell}">${led(name, links?.kpi(line))}</td><td style="${numberCell}${weight}">${text(value)}</td><td style="${numberCell}">${text(target)}</td><td style="${cell}${weight}">${text(gap)}</td><td style="${cell}">${text(before)}</td><td style="${cell}">${text(coverage)}${low}</td><td style="${cell}">${text(office)}</td>`;
    if (line.answers.length === 0) return [figure];
    return [
      figure,
      `<td colspan="${kpiColumns.length}" style="${cell}padding-left:20px;">${answersHtml(line, words)}</td>`,
    ];
  });
  const incidentRows = rows.incidents.shown.map(({ id, number, priority, title, cause, effect, detect, resolve }) => {
    return `<td style="${cell}white-space:nowrap;">${led(number, links?.incident(id))} ${priority}</td><td style="${cell}">${text(title)}<br><i>${text(cause)}</i></td><td style="${cell}">${text(effect)}</td><td style="${cell}">${text(detect.text)}</td><td style="${cell}">${text(resolve.text)}</td>`;
  });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${text(subject)}</title></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#14202b;font:15px/1.5 Arial,Helvetica,sans-serif;">
<div style="max-width:860px;margin:0 auto;">
${said.watermark === '' ? '' : `<p style="margin:0 0 8px;padding:4px 10px;border:2px solid #8a4600;color:#8a4600;font-weight:bold;">${text(said.watermark)}</p>`}
<h1 style="font-size:21px;margin:0;">${text(said.title)}</h1>
<p style="margin:2px 0 14px;color:#3e4c59;">${text(`${said.place} · ${said.asOf} · ${said.issued}`)}</p>
${rows.overdue.shown.length === 0 ? '' : `${h2(words.head.overdue)}${list(rows.overdue)}`}
${said.sentences.map(({ head, text: saying }) => `<p style="margin:0 0 8px;"><b>${text(head)}:</b> ${text(saying)}</p>`).join('\n')}
${h2(words.head.kpis)}
${mailTable(kpiColumns, kpiRows)}${moreOf(rows.kpis.more)}
${said.low === '' ? '' : `<p style="margin:6px 0 0;">${text(said.low)}</p>`}
${h2(words.head.incidents)}
${rows.incidents.shown.length === 0 ? `<p style="margin:0;">${text(words.say.noIncidents)}</p>` : mailTable([column.number, column.incident, column.effect, column.detect, column.resolve], incidentRows)}${moreOf(rows.incidents.more)}
${h2(words.head.alarms)}${listOf(rows.alarms, (figures) => figures.map((one) => led(one.text, one.pick === null ? undefined : links?.alerts(one.pick))).join(' · '))}
${h2(words.head.silent)}${listOf(rows.silent, (line) => led(line, silentHref(silentRules.get(line), links)))}
${h2(words.head.due)}${list(rows.due.shown.length === 0 ? { shown: [words.due.none], more: 0 } : rows.due)}
${addenda.length === 0 ? '' : `${h2(words.head.addenda)}<p style="margin:0;">${text(words.addendum.note)}</p>${addenda.join('\n')}${moreOf(rows.addenda.more)}`}
<p style="margin:24px 0 4px;">${led(foot[0] ?? '', url)}</p>
${foot
  .slice(1)
  .map((line) => `<p style="margin:4px 0;color:#5b6875;font-size:12px;overflow-wrap:anywhere;">${text(line)}</p>`)
  .join('\n')}
</div></body></html>
`;
}

function silentHref(rule: string | undefined, links: BriefLinks | undefined): string | undefined {
  return rule === undefined ? undefined : links?.alerts({ of: 'silence', rule });
}

/** Text that leads somewhere; undefined: nowhere. */
function led(said: string, href: string | undefined): string {
  return href === undefined ? text(said) : `<a href="${text(href)}" style="${linkStyle}">${text(said)}</a>`;
}

function mailTable(heads: readonly string[], rows: readonly string[]): string {
  const top = heads.map((name) => `<th style="${headCell}">${text(name)}</th>`).join('');
  return `<table style="border-collapse:collapse;width:100%;font-size:13px;"><thead><tr>${top}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells}</tr>`).join('\n')}</tbody></table>`;
}
