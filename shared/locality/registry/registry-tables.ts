import { canonicalize } from 'json-canonicalize';
import { packAssets } from '../assets-of.ts';
import { settingsOf } from '../files/settings-of.ts';
import { civilCalendar } from '../../time/civil-day.ts';
import { nextDay } from '../../time/next-day.ts';
import { isEstablishment, toEstablishmentSettings } from './establishment-settings.ts';
import type { RegistryRow, RegistryTable } from './registry-table.ts';

/** Before anything was: what holds for a city as such is not dated. */
export const ALWAYS = '0001-01-01';

const names = { name_vi: 'name' } as const;

type Dated = { readonly valid_from: string; readonly valid_to: string | null };

/** A row of days, its values whatever of `row` is not its validity. */
function dated({ valid_from: from, valid_to: to }: Dated, values: RegistryRow['values']): RegistryRow {
  return { values, from, to, editedBy: null };
}

/** A row that speaks of one day alone. */
function onDay(day: string, values: RegistryRow['values']): RegistryRow {
  return { values, from: day, to: nextDay(day), editedBy: null };
}

const units: RegistryTable = {
  ...{ name: 'units', axis: 'days', key: ['code'], packNames: { ...names, kind: 'type' }, fileOf: () => 'units.csv' },
  columns: {
    ...{ code: 'text', kind: 'text', name_vi: 'text', name_en: 'text', parent: 'text' },
    ...{ lon: 'double precision', lat: 'double precision', area_km2: 'double precision' },
    ...{ population: 'integer', placeholder: 'boolean' },
  },
  rowsOf: (pack) =>
    pack.units.map(({ code, type: kind, name: name_vi, name_en, parent, lon, lat, ...row }) => {
      const { area_km2, population, placeholder } = row;
      return dated(row, { code, kind, name_vi, name_en, parent, lon, lat, area_km2, population, placeholder });
    }),
};

const departments: RegistryTable = {
  ...{ name: 'departments', axis: 'days', key: ['code'], packNames: names, fileOf: () => 'departments.csv' },
  columns: { code: 'text', name_vi: 'text', name_en: 'text', placeholder: 'boolean' },
  rowsOf: (pack) =>
    pack.departments.map(({ code, name: name_vi, name_en, placeholder, ...row }) =>
      dated(row, { code, name_vi, name_en, placeholder }),
    ),
};

const offices: RegistryTable = {
  ...{ name: 'offices', axis: 'days', key: ['code'], packNames: names, fileOf: () => 'offices.csv' },
  columns: { code: 'text', name_vi: 'text', name_en: 'text', unit: 'text', department: 'text' },
  rowsOf: (pack) =>
    pack.offices.map(({ code, name: name_vi, name_en, unit, department, ...row }) =>
      dated(row, { code, name_vi, name_en, unit, department }),
    ),
};

const assetFiles: Readonly<Record<string, string>> = {
  ...{ point: 'points.csv', branch: 'branches.csv', kiosk: 'kiosks.csv', robot: 'kiosks.csv' },
  ...{ parking: 'parking.csv', system: 'systems.csv' },
};

const assets: RegistryTable = {
  ...{ name: 'assets', axis: 'instants', key: ['code'], packNames: {} },
  fileOf: ({ kind }) => assetFiles[String(kind)] ?? 'pack.yaml',
  columns: {
    ...{ code: 'text', kind: 'text', unit: 'text', point: 'text', branch: 'text', operator: 'text' },
    ...{ name: 'text', name_en: 'text', address: 'text', lon: 'double precision', lat: 'double precision' },
    ...{ opening: 'text', counters: 'integer', staff: 'integer', spaces: 'integer', placeholder: 'boolean' },
  },
  rowsOf: (pack) => {
    const instantOf = dayToInstant(pack.timeZone);
    return packAssets(pack).map(({ validFrom, validTo, nameEn: name_en, ...values }) => ({
      values: { ...values, name_en },
      ...{ from: instantOf(validFrom), to: validTo === null ? null : instantOf(validTo), editedBy: null },
    }));
  },
};

const operators: RegistryTable = {
  ...{ name: 'operators', axis: 'days', key: ['code'], packNames: {}, fileOf: () => 'operators.csv' },
  columns: { code: 'text', name: 'text' },
  rowsOf: (pack) => pack.operators.map((row) => dated(cityWide(pack), { ...row })),
};

const procedures: RegistryTable = {
  ...{ name: 'procedures', axis: 'days', key: ['code'], packNames: names, fileOf: () => 'procedures.csv' },
  columns: {
    ...{ code: 'text', name_vi: 'text', name_en: 'text', field: 'text', level: 'text' },
    ...{ statutory_days: 'double precision', redesigned: 'boolean', placeholder: 'boolean' },
  },
  rowsOf: (pack) =>
    pack.procedures.map(({ name: name_vi, valid_from, valid_to, ...values }) =>
      dated({ valid_from, valid_to }, { ...values, name_vi }),
    ),
};

const systems: RegistryTable = {
  ...{ name: 'systems', axis: 'days', key: ['code'], packNames: names, fileOf: () => 'systems.csv' },
  columns: { code: 'text', name_vi: 'text', name_en: 'text', kind: 'text', expected_interval_s: 'integer' },
  rowsOf: (pack) => pack.systems.map(({ name: name_vi, ...values }) => dated(cityWide(pack), { ...values, name_vi })),
};

const targets: RegistryTable = {
  ...{ name: 'targets', axis: 'days', key: ['set', 'kpi', 'unit_set'], packNames: {}, fileOf: () => 'targets.csv' },
  columns: {
    ...{ set: 'text', kpi: 'text', unit_set: 'text', formula_version: 'integer', target: 'double precision' },
    ...{ direction: 'text', period: 'text', office: 'text', source: 'text' },
  },
  rowsOf: (pack) =>
    pack.targets.map(({ from: valid_from, to: valid_to, ...values }) => dated({ valid_from, valid_to }, { ...values })),
};

const calendarDays: RegistryTable = {
  ...{ name: 'calendar_days', axis: 'days', dayColumn: 'date', key: ['date', 'kind'], packNames: names },
  fileOf: () => 'calendar.csv',
  columns: { kind: 'text', name_vi: 'text', name_en: 'text', status: 'text', source: 'text' },
  rowsOf: (pack) => pack.calendar.map(({ name: name_vi, ...values }) => onDay(values.date, { ...values, name_vi })),
};

const unitSuccessions: RegistryTable = {
  ...{ name: 'unit_successions', axis: 'days', dayColumn: 'valid_from', packNames: {} },
  key: ['old_unit', 'new_unit', 'valid_from'],
  fileOf: () => 'successions.csv',
  columns: { old_unit: 'text', new_unit: 'text' },
  rowsOf: (pack) => pack.successions.map((row) => onDay(row.valid_from, { ...row })),
};

const citySettings: RegistryTable = {
  ...{ name: 'city_settings', axis: 'days', key: ['key'], packNames: {} },
  fileOf: ({ key }) => {
    if (isEstablishment(key)) return 'establishment.csv';
    return key === 'alerts' ? 'alerts.yaml' : 'pack.yaml';
  },
  columns: { key: 'text', value: 'text' },
  rowsOf: (pack) => {
    const { header, alerts } = settingsOf(pack);
    const parts = Object.entries({ ...header, alerts }).map(([key, value]) => ({ key, value: canonicalize(value) }));
    return [...parts, ...toEstablishmentSettings(pack.establishment)].map((values) =>
      dated({ valid_from: ALWAYS, valid_to: null }, values),
    );
  },
};

const rules: RegistryTable = {
  ...{ name: 'rules', axis: 'instants', key: ['id'], packNames: {}, fileOf: () => 'rules.yaml' },
  columns: { id: 'text', body: 'text', enabled: 'boolean' },
  rowsOf: (pack) => {
    const from = dayToInstant(pack.timeZone)(pack.since);
    return pack.rules.map((rule) => {
      const values = { id: rule.id, body: canonicalize(rule), enabled: true };
      return { values, from, to: null, editedBy: null };
    });
  },
};

const walls: RegistryTable = {
  ...{ name: 'walls', axis: 'instants', key: ['id'], packNames: {}, fileOf: () => 'wall.yaml' },
  columns: { id: 'text', body: 'text' },
  rowsOf: (pack) => {
    const from = dayToInstant(pack.timeZone)(pack.since);
    return pack.walls.map((wall) => ({
      values: { id: wall.id, body: canonicalize(wall) },
      ...{ from, to: null, editedBy: null },
    }));
  },
};

/** Every table of the registry that a city's folder fills, those that others refer to first. */
export const registryTables: readonly RegistryTable[] = [
  ...[citySettings, units, departments, offices, operators, assets, systems, procedures, targets],
  ...[calendarDays, unitSuccessions, rules, walls],
];

/** The first instant of a civil day, as the registry writes it. */
export function dayToInstant(timeZone: string): (day: string) => string {
  const { startOf } = civilCalendar(timeZone);
  return (day) => new Date(startOf(day)).toISOString();
}

/** What serves the whole city holds since the city is organised as it is. */
function cityWide({ since }: { since: string }): Dated {
  return { valid_from: since, valid_to: null };
}
