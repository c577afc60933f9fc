import { cashShare } from '#shared/money/account/site-day.ts';
import type { Table } from '../export/table.ts';
import type { Format } from '../format/create-format.ts';
import { heardColumns, writeOr } from './heard-columns.ts';
import type { SiteLine } from './site-filter.ts';
import type { MoneyWords } from './words/money-words.ts';

type Wish = { readonly words: MoneyWords; readonly format: Format; readonly linkOf: (site: string) => string };

/** The sites of a day as a table: the page and its files are made from it. A silent site has no figure, which is no zero. */
export function describeSites(rows: readonly SiteLine[], { words, format, linkOf }: Wish): Table<SiteLine> {
  const { sites } = words;
  type Figure = (line: SiteLine) => number | null;
  const heard =
    (figure: Figure): Figure =>
    (line) =>
      line.heardHours === 0 ? null : figure(line);
  const whole = (id: string, title: string, cell: Figure) => ({
    ...{ id, title, cell },
    write: (line: SiteLine): string => writeOr(cell(line), format.whole, words.unknown),
  });
  const share = (id: string, title: string, cell: Figure) => ({
    ...{ id, title },
    cell: (line: SiteLine): number | null => {
      const value = cell(line);
      return value === null ? null : Math.round(value * 1_000) / 10;
    },
    write: (line: SiteLine): string => writeOr(cell(line), format.percent, words.unknown),
  });
  return {
    ...{ id: 'sites', title: sites.title, rows, keyOf: ({ site }: SiteLine) => site.code },
    columns: [
      {
        id: 'site',
        title: sites.site,
        cell: ({ site }) => site.code,
        link: ({ site }) => linkOf(site.code),
        isHead: true,
      },
      { id: 'unit', title: sites.unit, cell: ({ unitName }) => unitName },
      { id: 'operator', title: sites.operator, cell: ({ site }) => site.operator },
      ...heardColumns({ words, format }, false),
      whole('stated', sites.stated, ({ statedVnd }) => statedVnd),
      whole('banked', sites.banked, ({ bankedVnd }) => bankedVnd),
      whole('lacking', sites.lacking, ({ lackingVnd }) => lackingVnd),
      whole('differences', sites.differences, ({ differences }) => differences.length),
      whole(
        'unpaid',
        sites.unpaid,
        heard(({ unpaidExits }) => unpaidExits),
      ),
      share('cash', sites.cash, (line) => cashShare(line)),
      share('usual', sites.usual, ({ drift }) => drift?.usual ?? null),
      whole('heard', sites.heard, ({ heardHours }) => heardHours),
      { id: 'remark', title: sites.remark, cell: (line) => remarks(line, sites).join(', '), isLong: true },
    ],
  };
}

function remarks({ heardHours, isQuiet, drift, statedVnd }: SiteLine, words: MoneyWords['sites']): string[] {
  return [
    ...(heardHours === 0 ? [words.silent] : []),
    ...(statedVnd === null ? [words.notStated] : []),
    ...(isQuiet ? [words.quiet] : []),
    ...(drift?.isMarked === true ? [words.drift] : []),
  ];
}
