import { drawSpark } from '../chart/spark.ts';
import type { BriefLinks } from '../links.ts';
import type { BriefSaid } from '../say/say-brief.ts';
import type { KpiLine } from '../say/say-kpis.ts';
import { answersHtml } from './answers-html.ts';
import { escapeHtml as text } from './escape.ts';
import { led, row, table } from './paper-table.ts';

/** The table of figures; under one that fell short stands what units said to it. */
export function kpiTable({ words, kpis, unvalued, low }: BriefSaid, links?: BriefLinks): string {
  const { column } = words;
  const heads = [
    column.kpi,
    column.value,
    column.target,
    column.gap,
    column.before,
    column.trend,
    column.coverage,
    column.office,
  ];
  const rows = kpis.flatMap((line) => {
    const cells = [
      `<th scope="row">${led(line.name, links?.kpi(line))}${line.notes.map((note) => `<small>${text(note)}</small>`).join('')}</th>`,
      `<td class="n ${line.standing}">${text(line.value)}</td><td class="n">${text(line.target)}</td>`,
      `<td class="${line.standing}">${text(line.gap)}</td><td>${text(line.before)}</td><td>${spark(line)}</td>`,
      `<td class="c">${text(line.coverage)}${line.isLow ? `<small>${text(words.kpi.low)}</small>` : ''}</td><td>${text(line.office)}</td>`,
    ].join('');
    if (line.answers.length === 0) return [row(cells)];
    return [row(cells, 'answered'), row(`<td colspan="${heads.length}">${answersHtml(line, words)}</td>`, 'said')];
  });
  const widths = [20, 11.5, 11.5, 11.5, 14, 9.5, 8.5, 13.5];
  const notes = [low, unvalued.length === 0 ? '' : `${words.head.unvalued}: ${unvalued.join('; ')}.`].filter(
    (note) => note !== '',
  );
  return `${table(heads, rows, widths)}${notes.map((note) => `<p>${text(note)}</p>`).join('')}`;
}

const sparkBox = { width: 48, height: 20 };

function spark({ trend, targetValue, curve }: KpiLine): string {
  const { path, last, targetY } = drawSpark(trend, targetValue, sparkBox);
  const { width, height } = sparkBox;
  const target =
    targetY === null
      ? ''
      : `<line x1="0" x2="${width}" y1="${targetY}" y2="${targetY}" stroke="#777" stroke-width="0.8" stroke-dasharray="2 2"/>`;
  const dot = last ? `<circle cx="${last.x}" cy="${last.y}" r="1.8"/>` : '';
  return `<svg role="img" aria-label="${text(curve)}" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">${target}<path d="${path}" fill="none" stroke="#000" stroke-width="1.2"/>${dot}</svg>`;
}
