import { toCells } from '../files/to-csv.ts';
import { tableNames, tables, type TableName } from '../pack.ts';
import type { PackFiles } from '../pack-files.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { holdingAt } from './compare-rows.ts';
import type { RegistryContents } from './plan-import.ts';
import { keyOf, type RegistryRow, type RegistryTable } from './registry-table.ts';
import { registryTables } from './registry-tables.ts';

type Fields = Record<string, string | number | boolean | null>;

/**
 * The registry as the files of a city's folder: whole histories where a file has dates, and what holds on `today` where
 * it has none. Importing them again changes nothing.
 */
export function toRegistryFiles(contents: RegistryContents, today: string): PackFiles {
  const settings = new Map(presentRows(contents, 'city_settings', today).map(({ key, value }) => [key, read(value)]));
  const alerts = settings.get('alerts');
  settings.delete('alerts');
  const header = Object.fromEntries(settings) as Record<string, unknown>;
  const rows = tableRows(contents, { today, timeZone: String(header['timeZone']) });
  return {
    ...{ header, alerts },
    tables: Object.fromEntries(tableNames.map((name) => [name, toCells(tables[name], rows[name])])),
  };
}

function tableRows(
  contents: RegistryContents,
  { today, timeZone }: { today: string; timeZone: string },
): Record<TableName, Fields[]> {
  const { dayOf } = civilCalendar(timeZone);
  const toDay = (instant: string): string => dayOf(Date.parse(instant));
  const dated = (name: string): Fields[] => inOrder(contents, name).map((row) => toFields(tableOf(name), row));
  const assets = inOrder(contents, 'assets').map((row): Fields => ({
    ...toFields(tableOf('assets'), { ...row, from: toDay(row.from), to: row.to === null ? null : toDay(row.to) }),
    type: row.values['kind'] ?? null,
  }));
  const ofKind = (...kinds: string[]): Fields[] => assets.filter(({ kind }) => kinds.includes(String(kind)));
  return {
    units: dated('units'),
    departments: dated('departments'),
    offices: dated('offices'),
    branches: ofKind('branch'),
    points: ofKind('point'),
    kiosks: ofKind('kiosk', 'robot'),
    operators: presentRows(contents, 'operators', today),
    parking: ofKind('parking'),
    procedures: dated('procedures'),
    systems: presentRows(contents, 'systems', today),
    targets: dated('targets').map(({ valid_from: from = null, valid_to: to = null, ...row }) => ({ ...row, from, to })),
    calendar: dated('calendar_days'),
    successions: dated('unit_successions'),
  };
}

/** What holds on a day of a table whose file has no dates. */
function presentRows(contents: RegistryContents, name: string, today: string): Fields[] {
  const table = tableOf(name);
  const byKey = Map.groupBy(inOrder(contents, name), ({ values }) => keyOf(table, values));
  return [...byKey.values()].flatMap((rows) => {
    const row = holdingAt(rows, today);
    return row ? [toFields(table, row)] : [];
  });
}

function inOrder(contents: RegistryContents, name: string): RegistryRow[] {
  const table = tableOf(name);
  const order = (row: RegistryRow): string => `${keyOf(table, row.values)} ${row.from}`;
  return [...(contents[name] ?? [])].sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** A row under the names that its file has. */
function toFields({ packNames, dayColumn }: RegistryTable, { values, from, to }: RegistryRow): Fields {
  const named = Object.entries(values).map(([column, value]) => [packNames[column] ?? column, value] as const);
  return { ...Object.fromEntries(named), ...(!dayColumn && { valid_from: from, valid_to: to }) };
}

function tableOf(name: string): RegistryTable {
  const table = registryTables.find((each) => each.name === name);
  if (!table) throw new Error(`the registry has no table ${name}`);
  return table;
}

function read(value: Fields[string] | undefined): unknown {
  return JSON.parse(String(value));
}
