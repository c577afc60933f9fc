import { drawBars } from '../chart/spark.ts';
import type { BriefLinks } from '../links.ts';
import type { BriefSaid, TaskLine } from '../say/say-brief.ts';
import { fillIn } from '../words/brief-words.ts';
import { escapeHtml as text } from './escape.ts';
import { kpiTable } from './kpi-paper.ts';
import { paperCss } from './paper-css.ts';
import { led, list, row, table } from './paper-table.ts';

/**
 * A brief as a page to be printed: no script, nothing from elsewhere. A draft: its number, signature and seal are left blank,
 * because the system signs for nobody. `issuedOn`: the civil day, as `2026-11-23`; `links`: where its figures lead, on paper that is
 * a file; left out: nowhere.
 */
export function toPaper(said: BriefSaid, issuedOn: string, links?: BriefLinks): string {
  const { words, language } = said;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(said.title)}</title>
<style>${paperCss}</style>
</head>
<body>
${said.watermark === '' ? '' : `<div class="watermark" aria-hidden="true">${text(said.watermark)}</div>`}
${head(said, issuedOn)}
<main>
<h1>${text(words.paper.kind)}</h1>
<p class="abstract">${text(fillIn(words.paper.subject, { days: said.days }))}</p>
<p class="asof">${text([said.asOf, said.issued, ...(said.isWhole ? [] : [words.unfinished]), said.watermark].filter(Boolean).join(' · '))}</p>
${sections(said, links)
  .map(([name, body], at) => `<section><h2>${at + 1}. ${text(name)}</h2>\n${body}</section>`)
  .join('\n')}
<p class="frozen">${text(said.frozen)}</p>
${end(said)}
</main>
</body>
</html>
`;
}

function head({ words, place }: BriefSaid, issuedOn: string): string {
  const { paper } = words;
  const city = place;
  const [year = '', month = '', day = ''] = issuedOn.split('-');
  // Only days under ten and the first two months carry a nought.
  const monthSaid = Number(month) > 2 ? String(Number(month)) : month;
  return `<header class="head">
<div>
<p class="caps">${lines(fillIn(paper.parent, { city }))}</p>
<p class="caps bold short">${lines(paper.body)}</p>
<p class="number">${text(paper.number)}</p>
<p><span class="draft">${text(paper.draft)}</span></p>
</div>
<div>
<p class="caps bold whole">${text(paper.nation)}</p>
<p class="bold motto whole"><span class="rule">${text(paper.motto)}</span></p>
<p class="place">${text(fillIn(paper.place, { city, day, month: monthSaid, year }))}</p>
</div>
</header>`;
}

function sections(said: BriefSaid, links?: BriefLinks): (readonly [string, string])[] {
  const { words } = said;
  return [
    ...(said.overdue.length > 0 ? [[words.head.overdue, taskTable(said, said.overdue, links)] as const] : []),
    [
      words.paper.section.sentences,
      said.sentences.map(({ head, text: saying }) => `<p><b>${text(head)}:</b> ${text(saying)}</p>`).join('\n'),
    ],
    [words.head.kpis, kpiTable(said, links)],
    [words.head.incidents, incidentTable(said, links)],
    [words.head.alarms, alarms(said, links)],
    [words.head.silent, silent(said, links)],
    [words.head.due, dueOf(said, links)],
    [words.paper.section.sources, sourceTable(said)],
    ...(said.addenda.length > 0 ? [[words.head.addenda, addenda(said)] as const] : []),
  ];
}

function incidentTable({ words, incidents }: BriefSaid, links?: BriefLinks): string {
  if (incidents.length === 0) return `<p>${text(capital(words.say.noIncidents))}.</p>`;
  const { column } = words;
  const rows = incidents.map(({ id, number, priority, title, cause, where, effect, state, detect, resolve }) =>
    row(
      `<th scope="row" class="lowest">${led(number, links?.incident(id))}<small>${priority}, ${text(state)}</small></th><td>${text(title)}<small>${text([where, cause].filter(Boolean).join(' · '))}</small></td><td>${text(effect)}</td><td class="${detect.verdict === 'missed' ? 'behind' : ''}">${text(detect.text)}</td><td class="${resolve.verdict === 'missed' ? 'behind' : ''}">${text(resolve.text)}</td>`,
    ),
  );
  return table([column.number, column.incident, column.effect, column.detect, column.resolve], rows);
}

function alarms({ alarms: said, byHour, words }: BriefSaid, links?: BriefLinks): string {
  const { column } = words;
  const bars = drawBars(byHour.counts, { width: 480, height: 40 })
    .map(({ x, y, width, height }) => `<rect x="${x}" y="${y}" width="${width}" height="${height}"/>`)
    .join('');
  const hours = [0, 6, 12, 18].map((hour) => `<text x="${hour * 20}" y="52" font-size="9">${hour}</text>`).join('');
  const chart = byHour.counts.some((count) => count > 0)
    ? `<svg role="img" aria-label="${text(byHour.label)}" viewBox="0 0 480 56" width="100%">${bars}<line x1="0" x2="480" y1="40.5" y2="40.5" stroke="#000" stroke-width="0.6"/>${hours}</svg>`
    : '';
  const worst = said.worst.map(({ rule, name, times }) =>
    row(`<th scope="row">${led(name, links?.alerts({ of: 'rule', rule }))}</th><td class="n">${text(times)}</td>`),
  );
  const lines = said.figures.map((figures) =>
    figures.map(({ text: figure, pick }) => led(figure, pick === null ? undefined : links?.alerts(pick))).join(' · '),
  );
  return `${list(lines)}${chart}${worst.length > 0 ? table([column.rule, column.times], worst) : ''}`;
}

function silent({ silent: said, silences }: BriefSaid, links?: BriefLinks): string {
  const rules = new Map(silences.map(({ rule, text: line }) => [line, rule]));
  return list(
    said.map((line) => {
      const rule = rules.get(line);
      return led(line, rule === undefined ? undefined : links?.alerts({ of: 'silence', rule }));
    }),
  );
}

function dueOf(said: BriefSaid, links?: BriefLinks): string {
  const { words, due } = said;
  const ahead = [...said.dueTargets.map((target) => target.text), ...said.dueLines];
  const nothing = due.length === 0 ? `<p>${text(words.due.none)}</p>` : taskTable(said, due, links);
  return `${nothing}${ahead.length > 0 ? list(ahead.map(text)) : ''}`;
}

function taskTable({ words }: BriefSaid, tasks: readonly TaskLine[], links?: BriefLinks): string {
  const { column } = words;
  const rows = tasks.map(({ id, path, work, product, office, due, late }) =>
    row(
      `<th scope="row" class="lowest">${led(id, links?.task(path))}</th><td>${text(work)}<small>${text(product)}</small></td><td>${text(office)}</td><td>${text(due)}</td><td class="${late === null ? '' : 'behind'}">${text(late ?? words.noValue)}</td>`,
    ),
  );
  return table([column.number, column.task, column.office, column.due, column.late], rows);
}

function sourceTable({ words, sources }: BriefSaid): string {
  const { column } = words;
  const rows = sources.map(({ source, events, last, silent: isSilent }) =>
    row(
      `<th scope="row">${text(source)}</th><td class="n ${isSilent ? 'behind' : ''}">${text(events)}</td><td>${text(last)}</td>`,
    ),
  );
  return table([column.source, column.events, column.last], rows);
}

function addenda({ words, addenda: all }: BriefSaid): string {
  const { column } = words;
  const parts = all.map(({ lead, changes }) => {
    const rows = changes.map(({ what, was, is, isSaid }) => {
      const kind = isSaid ? '' : ' class="n"';
      return row(`<th scope="row">${text(what)}</th><td${kind}>${text(was)}</td><td${kind}>${text(is)}</td>`);
    });
    return `<p class="lead">${text(lead)}</p>${table([column.what, column.was, column.is], rows)}`;
  });
  return `<p>${text(words.addendum.note)}</p>${parts.join('')}`;
}

function end({ words }: BriefSaid): string {
  const { paper } = words;
  return `<div class="end">
<div><p class="to">${text(paper.receivers)}</p>${paper.receiver.map((line) => `<p>${text(line)}</p>`).join('')}</div>
<div><p class="signer">${text(paper.signer)}</p><p class="left">${text(paper.signLeft)}</p></div>
</div>`;
}

/** Text that says itself where its lines end. */
function lines(said: string): string {
  return said.split('|').map(text).join('<br>');
}

function capital(words: string): string {
  return words.charAt(0).toLocaleUpperCase('vi') + words.slice(1);
}
