import type { Figures } from '../measurement.ts';
import { expectedOf, holds, type Expected } from './expected-figures.ts';

const heads = ['figure', 'value', 'min – max', 'must', 'aim', 'holds?'] as const;

/** One line per figure; a figure's range of rounds stands beside it instead of below. */
export function toRows(figures: Figures): string[][] {
  return Object.entries(figures)
    .filter(([name]) => !isRangeOf(name, figures))
    .map(([name, value]) => {
      const expected = expectedOf(name);
      const [min, max] = [figures[`${name}_min`], figures[`${name}_max`]];
      const range = min === undefined || max === undefined || min === max ? '' : `${print(min)} – ${print(max)}`;
      const { must, aim } = expected ?? {};
      return [name, print(value), range, bound(expected, must), bound(expected, aim), verdict(value, expected)];
    });
}

/** The table for a terminal. */
export function formatTable(figures: Figures): string {
  return align([[...heads], ...toRows(figures)])
    .map((row) => row.join('  '))
    .join('\n');
}

/** The table as a page: when, on what, and what was found. */
export function formatPage(figures: Figures, { machine, date }: { machine: string; date: string }): string {
  const rows = toRows(figures).map(([name = '', ...cells]) => [`\`${name}\``, ...cells]);
  const [head = [], ...body] = align([[...heads], ...rows]);
  const rule = head.map((cell, at) => (at === 0 ? '-'.repeat(cell.length) : `${'-'.repeat(cell.length - 1)}:`));
  return [
    '# Results of one run',
    '',
    `${date}, ${machine}. Servers, system, generator and screens share the machine. How to read it: [README.md](README.md).`,
    '',
    ...[head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`),
    '',
  ].join('\n');
}

/** Cells as wide as the widest of their column; names to the left, numbers to the right. */
function align(rows: readonly (readonly string[])[]): string[][] {
  const widths = heads.map((_, at) => Math.max(3, ...rows.map((row) => row[at]?.length ?? 0)));
  return rows.map((row) =>
    row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0))),
  );
}

function isRangeOf(name: string, figures: Figures): boolean {
  const whole = /^(.+)_(?:min|max)$/.exec(name)?.[1];
  return whole !== undefined && whole in figures;
}

function print(value: number): string {
  return Number.isFinite(value)
    ? value.toLocaleString('en', { maximumSignificantDigits: value >= 1_000 ? 21 : 4 })
    : '—';
}

function bound(expected: Expected | undefined, limit: number | undefined): string {
  if (!expected || limit === undefined) return '';
  return `${expected.bound === 'most' ? '≤' : '≥'} ${print(limit)}`;
}

function verdict(value: number, expected: Expected | undefined): string {
  if (!expected) return '';
  if (!holds(value, expected.bound, expected.must)) return 'no';
  return expected.aim !== undefined && holds(value, expected.bound, expected.aim) ? 'yes, the aim' : 'yes';
}
