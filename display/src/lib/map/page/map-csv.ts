import { fill } from '../../docs/docs-words.ts';
import { exportWords } from '../../export/export-words.ts';
import type { Columns } from '../../export/table.ts';
import { toCsv } from '../../export/to-csv.ts';
import { writeTime } from '../../admin/write-time.ts';
import type { Language } from '../../words/language.ts';
import { wordsOf } from '../../words/words.ts';
import { mapWordsOf } from '../words/map-words.ts';
import type { AssetRow, UnitRow } from './map-rows.ts';

/** The lines of the map's table, of assets or of units. */
export type MapRows = { readonly assets: readonly AssetRow[] } | { readonly units: readonly UnitRow[] };

/** What a file of the map's table says of itself. `sought`: by what its lines were narrowed. */
export type MapFile = {
  readonly language: Language;
  readonly timeZone: string;
  readonly world: string;
  readonly title: string;
  readonly sought: string;
  readonly asOfMs: number;
};

/** The map's table as CSV, made by the page itself: only the page knows how everything looked at that instant. Values in seconds, shares and counts. */
export function mapCsv(rows: MapRows, { language, timeZone, world, title, sought, asOfMs }: MapFile): string {
  const words = exportWords[language];
  const lines = [
    `${wordsOf(language).product} · ${title} · ${world}`,
    fill(words.filter, { filter: sought === '' ? words.everything : sought }),
    fill(words.asOf, { time: writeTime(asOfMs, timeZone), iso: new Date(asOfMs).toISOString() }),
  ];
  const shape = { lines, timeZone, separator: ',' as const, localTime: words.localTime };
  const about = { id: 'map', title };
  return 'assets' in rows
    ? toCsv({ ...about, columns: assetColumns(language), rows: rows.assets, keyOf: codeOf }, shape)
    : toCsv({ ...about, columns: unitColumns(language), rows: rows.units, keyOf: unitOf }, shape);
}

const codeOf = ({ asset }: AssetRow): string => asset.code;
const unitOf = ({ reading }: UnitRow): string => reading.unit;
const instant = (ms: number | null) => (ms === null ? null : { at: ms });

function assetColumns(language: Language): Columns<AssetRow> {
  const { columns } = mapWordsOf(language);
  const { kind, state } = wordsOf(language);
  return [
    { id: 'asset', title: columns.asset, isHead: true, cell: codeOf },
    { id: 'kind', title: columns.kind, cell: ({ asset }) => kind[asset.kind] },
    { id: 'state', title: columns.state, cell: (row) => state[row.state] },
    { id: 'unit', title: columns.unit, cell: ({ unitName }) => unitName },
    { id: 'asOf', title: columns.asOf, isInstant: true, cell: ({ seenMs }) => instant(seenMs) },
  ];
}

function unitColumns(language: Language): Columns<UnitRow> {
  const { columns, reasons } = mapWordsOf(language);
  return [
    { id: 'code', title: columns.unit, isHead: true, cell: unitOf },
    { id: 'unit', title: columns.unit, cell: ({ name }) => name },
    { id: 'value', title: columns.value, cell: ({ reading }) => reading.value },
    { id: 'why', title: '', cell: ({ reading }) => (reading.reason === null ? null : reasons[reading.reason]) },
    { id: 'reporting', title: columns.coverage, cell: ({ reading }) => reading.reporting },
    { id: 'expected', title: columns.expected, cell: ({ reading }) => reading.expected },
    { id: 'asOf', title: columns.asOf, isInstant: true, cell: ({ reading }) => instant(reading.asOfMs) },
  ];
}
