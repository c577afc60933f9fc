import { escapeHtml as text } from '../paper/escape.ts';
import type { BriefSaid } from '../say/say-brief.ts';
import { fillIn } from '../words/brief-words.ts';

/** A brief as a letter: its subject, its text, and the same as HTML whose style is written into each element. */
export type BriefLetterText = { readonly subject: string; readonly plain: string; readonly html: string };

/** What readers of mail programs cut off lies beyond this. */
export const mostLetterBytes = 100_000;

const rowsShown = 40;
const cell = 'border:1px solid #9aa5af;padding:4px 7px;text-align:left;vertical-align:top;';
const numberCell = `${cell}text-align:right;white-space:nowrap;`;
const headCell = `${cell}background:#eef1f4;font-weight:bold;`;

/** Writes the letter that carries a brief; `hasPdf`: the paper goes with it. */
export function toLetter(said: BriefSaid, { url, hasPdf }: { url: string; hasPdf: boolean }): BriefLetterText {
  const { words } = said;
  const mark = said.watermark === '' ? '' : `[${said.watermark}] `;
  const subject = `${mark}${fillIn(words.mail.subject, { title: said.title, place: said.place })}`;
  const foot = [
    fillIn(words.mail.link, { url }),
    hasPdf ? words.mail.attached : words.mail.notAttached,
    said.frozen,
    words.mail.reason,
  ];
  return { subject, plain: toPlain(said, subject, foot), html: toHtml(said, { subject, foot, url }) };
}

function toPlain(said: BriefSaid, subject: string, foot: readonly string[]): string {
  const { words, kpis, incidents } = said;
  const block = (head: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', head.toLocaleUpperCase('vi'), ...lines.map((line) => `- ${line}`)];
  return [
    subject,
    `${said.asOf} · ${said.issued}`,
    ...block(
      words.head.overdue,
      said.overdue.map(
        ({ id, work, office, late }) => `${id} ${work} · ${office} · ${words.column.late} ${late ?? ''}`,
      ),
    ),
    ...said.sentences.flatMap(({ head, text: saying }) => ['', `${head}: ${saying}`]),
    ...block(
      words.head.kpis,
      kpis.slice(0, rowsShown).map(({ name, value, target, gap, coverage, office }) => {
        return `${name}: ${value} (${words.column.target.toLocaleLowerCase('vi')} ${target}; ${gap}; ${words.column.coverage.toLocaleLowerCase('vi')} ${coverage}; ${office})`;
      }),
    ),
    ...(said.low === '' ? [] : ['', said.low]),
    ...block(
      words.head.incidents,
      incidents.slice(0, rowsShown).map(({ number, priority, title, cause, effect, detect, resolve }) => {
        return `${number} ${priority} ${title} · ${cause} · ${effect} · ${words.column.detect}: ${detect.text} · ${words.column.resolve}: ${resolve.text}`;
      }),
    ),
    ...block(words.head.alarms, said.alarms.lines),
    ...block(words.head.silent, said.silent),
    ...block(words.head.due, [
      ...said.due.map(({ id, work, office, due }) => `${id} ${work} · ${office} · ${due}`),
      ...said.dueLines,
    ]),
    ...said.addenda.flatMap(({ lead, changes }) =>
      block(
        lead,
        changes.map(({ what, was, is }) => `${what}: ${was} → ${is}`),
      ),
    ),
    '',
    ...foot,
    '',
  ].join('\n');
}

function toHtml(
  said: BriefSaid,
  { subject, foot, url }: { subject: string; foot: readonly string[]; url: string },
): string {
  const { words, kpis, incidents, language } = said;
  const { column } = words;
  const h2 = (name: string): string => `<h2 style="font-size:17px;margin:22px 0 6px;">${text(name)}</h2>`;
  const list = (lines: readonly string[]): string =>
    `<ul style="margin:0;padding-left:20px;">${lines.map((line) => `<li>${text(line)}</li>`).join('')}</ul>`;
  const overdue = said.overdue.map(
    ({ id, work, office, late }) => `${id} ${work} · ${office} · ${column.late} ${late ?? ''}`,
  );
  const kpiRows = kpis
    .slice(0, rowsShown)
    .map(({ name, value, target, gap, before, coverage, isLow, office, standing }) => {
      const weight = standing === 'behind' ? 'font-weight:bold;' : '';
      const low = isLow ? ` <b>${text(words.kpi.low)}</b>` : '';
      return `<td style="${cell}">${text(name)}</td><td style="${numberCell}${weight}">${text(value)}</td><td style="${numberCell}">${text(target)}</td><td style="${cell}${weight}">${text(gap)}</td><td style="${cell}">${text(before)}</td><td style="${cell}">${text(coverage)}${low}</td><td style="${cell}">${text(office)}</td>`;
    });
  const incidentRows = incidents
    .slice(0, rowsShown)
    .map(({ number, priority, title, cause, effect, detect, resolve }) => {
      return `<td style="${cell}white-space:nowrap;">${text(number)} ${priority}</td><td style="${cell}">${text(title)}<br><i>${text(cause)}</i></td><td style="${cell}">${text(effect)}</td><td style="${cell}">${text(detect.text)}</td><td style="${cell}">${text(resolve.text)}</td>`;
    });
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${text(subject)}</title></head>
<body style="margin:0;padding:16px;background:#ffffff;color:#14202b;font:15px/1.5 Arial,Helvetica,sans-serif;">
<div style="max-width:860px;margin:0 auto;">
${said.watermark === '' ? '' : `<p style="margin:0 0 8px;padding:4px 10px;border:2px solid #8a4600;color:#8a4600;font-weight:bold;">${text(said.watermark)}</p>`}
<h1 style="font-size:21px;margin:0;">${text(said.title)}</h1>
<p style="margin:2px 0 14px;color:#3e4c59;">${text(`${said.place} · ${said.asOf} · ${said.issued}`)}</p>
${overdue.length === 0 ? '' : `${h2(words.head.overdue)}${list(overdue)}`}
${said.sentences.map(({ head, text: saying }) => `<p style="margin:0 0 8px;"><b>${text(head)}:</b> ${text(saying)}</p>`).join('\n')}
${h2(words.head.kpis)}
${mailTable([column.kpi, column.value, column.target, column.gap, column.before, column.coverage, column.office], kpiRows)}
${said.low === '' ? '' : `<p style="margin:6px 0 0;">${text(said.low)}</p>`}
${h2(words.head.incidents)}
${incidents.length === 0 ? `<p style="margin:0;">${text(words.say.noIncidents)}</p>` : mailTable([column.number, column.incident, column.effect, column.detect, column.resolve], incidentRows)}
${h2(words.head.alarms)}${list(said.alarms.lines)}
${h2(words.head.silent)}${list(said.silent)}
${h2(words.head.due)}${list([...said.due.map(({ id, work, office, due }) => `${id} ${work} · ${office} · ${due}`), ...said.dueLines, ...(said.due.length + said.dueLines.length === 0 ? [words.due.none] : [])])}
<p style="margin:24px 0 4px;"><a href="${text(url)}" style="color:#0a58a8;">${text(foot[0] ?? '')}</a></p>
${foot
  .slice(1)
  .map((line) => `<p style="margin:4px 0;color:#5b6875;font-size:12px;overflow-wrap:anywhere;">${text(line)}</p>`)
  .join('\n')}
</div></body></html>
`;
}

function mailTable(heads: readonly string[], rows: readonly string[]): string {
  const top = heads.map((name) => `<th style="${headCell}">${text(name)}</th>`).join('');
  return `<table style="border-collapse:collapse;width:100%;font-size:13px;"><thead><tr>${top}</tr></thead><tbody>${rows.map((cells) => `<tr>${cells}</tr>`).join('\n')}</tbody></table>`;
}
