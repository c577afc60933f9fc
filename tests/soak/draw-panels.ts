/** A line over time, and moments marked in it. */
export type Panel = {
  readonly title: string;
  readonly unit: string;
  readonly series: Series;
  readonly marksS?: readonly number[];
};
export type Series = readonly (readonly [atS: number, value: number])[];

const width = 1_200;
const left = 88;
const gap = 62;
const plotWidth = (width - left - 24 - 2 * gap) / 3;
const plotHeight = 84;
const rowHeight = 132;
const top = 100;

/** Draws rows of small pictures, three in a row; one without a series is left out. */
export function drawPanels(
  rows: readonly (readonly Panel[])[],
  { minutes, headline, note }: { readonly minutes: number; readonly headline: string; readonly note: string },
): string {
  const height = top + rows.length * rowHeight + 24;
  const panels = rows.flatMap((row, down) =>
    row.map((panel, across) =>
      panel.series.length === 0
        ? ''
        : drawPanel(panel, minutes * 60, left + across * (plotWidth + gap), top + down * rowHeight),
    ),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="'Be Vietnam Pro', system-ui, sans-serif" font-size="12" fill="#1b2733">
<rect width="${width}" height="${height}" fill="#ffffff"/>
<text x="24" y="34" font-size="20" font-weight="600">${escape(headline)}</text>
<text x="24" y="56" fill="#516070">${escape(note)}</text>
${panels.join('\n')}
</svg>
`;
}

function drawPanel({ title, unit, series, marksS = [] }: Panel, lengthS: number, x: number, y: number): string {
  const ceiling = niceCeiling(Math.max(...series.map(([, value]) => value)));
  const toX = (atS: number): string => (x + (Math.min(atS, lengthS) / lengthS) * plotWidth).toFixed(1);
  const toY = (value: number): string => (y + plotHeight - (value / ceiling) * plotHeight).toFixed(1);
  const levels = [0, ceiling / 2, ceiling].map(
    (value) =>
      `<line x1="${x}" x2="${x + plotWidth}" y1="${toY(value)}" y2="${toY(value)}" stroke="#dde3ea"/>` +
      `<text x="${x - 6}" y="${Number(toY(value)) + 4}" text-anchor="end" fill="#516070">${format(value)}${value === ceiling && unit ? ` ${unit}` : ''}</text>`,
  );
  const minutes = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      `<text x="${toX(share * lengthS)}" y="${y + plotHeight + 15}" text-anchor="middle" fill="#516070">${format((share * lengthS) / 60)}${share === 1 ? ' min' : ''}</text>`,
  );
  const marks = marksS.map(
    (atS) =>
      `<line x1="${toX(atS)}" x2="${toX(atS)}" y1="${y}" y2="${y + plotHeight}" stroke="#c62828" stroke-dasharray="3 3"/>`,
  );
  const line = series.map(([atS, value]) => `${toX(atS)},${toY(value)}`).join(' ');
  return `<text x="${x}" y="${y - 10}" font-weight="600">${escape(title)}</text>
${[...levels, ...minutes, ...marks].join('')}
<polyline points="${line}" fill="none" stroke="#0b5cad" stroke-width="1.5"/>`;
}

/** The next 1, 2, 2.5, 4, 5 or 8 of its power of ten. */
function niceCeiling(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 2.5, 4, 5, 8, 10].find((step) => step * power >= value) ?? 10);
}

function format(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
