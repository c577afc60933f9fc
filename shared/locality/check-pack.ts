import { inOrder } from '../rules/in-order.ts';
import type { Rule } from '../rules/rule.ts';
import { alertSettings, packHeader, type AlertSettings, type PackHeader } from './pack-header.ts';
import { tableNames, tables, type Pack, type PackTables, type TableName } from './pack.ts';
import type { PackFiles } from './pack-files.ts';
import type { PackProblem } from './pack-problem.ts';
import { checkWater } from './read-water.ts';
import { parseSettings } from './parse-settings.ts';
import { parseTable, type ParsedTable } from './parse-table.ts';
import { validityOf } from './validity.ts';
import { checkAssetCodes } from './checks/check-asset-codes.ts';
import { checkCalendar } from './checks/check-calendar.ts';
import { checkEstablishment } from './checks/check-establishment.ts';
import { checkRules, parseRules } from './checks/check-rules.ts';
import { checkPlaces } from './checks/check-places.ts';
import { checkReferences, nameable, type Nameable } from './checks/check-references.ts';
import { checkRunbooks } from './checks/check-runbooks.ts';
import { checkServes } from './checks/check-serves.ts';
import { checkSuccessions } from './checks/check-successions.ts';
import { checkTargets, targetValidity } from './checks/check-targets.ts';
import { checkUnique, checkValidity } from './checks/check-validity.ts';
import { parseWalls } from './checks/check-walls.ts';
import type { WallSettings } from './wall-settings.ts';

type Parsed = { readonly [Name in TableName]: ParsedTable<PackTables[Name][number]> };

/** Checks a city's folder as a whole: the pack, or every problem in the order of files, rows and columns. */
export function checkPack(files: PackFiles): { pack: Pack } | { problems: PackProblem[] } {
  const header = parseSettings('pack.yaml', packHeader, files.header);
  const alerts = parseSettings('alerts.yaml', alertSettings, files.alerts);
  const rules = parseRules(files.rules);
  const walls = parseWalls(files.walls);
  const parsed = Object.fromEntries(
    tableNames.map((name) => [name, parseTable<unknown>(tables[name], files.tables[name])]),
  ) as Parsed;
  const problems = [
    ...('problems' in header ? header.problems : []),
    ...checkAgainstHeader(files.header, parsed),
    ...('problems' in alerts ? alerts.problems : []),
    ...rules.problems,
    ...checkRules(rules.rules, files.rules, parsed),
    ...checkRunbooks(rules.rules, files),
    ...walls.problems,
    ...checkWater(files.water),
    ...tableNames.flatMap((name) => parsed[name].problems),
    ...checkTables(parsed),
  ];
  if (problems.length > 0 || 'problems' in header || 'problems' in alerts) return { problems: sortProblems(problems) };
  return { pack: toPack(header.value, alerts.value, parsed, { rules: inOrder(rules.rules), walls: walls.walls }) };
}

/** Codes once, times apart, references that hold. */
function checkTables(parsed: Parsed): PackProblem[] {
  const units = nameable(parsed.units);
  const departments = nameable(parsed.departments);
  const branches = nameable(parsed.branches);
  const points = nameable(parsed.points, parsed.branches);
  const operators: Nameable = { files: 'operators.csv', codes: parsed.operators.codes, heldBy: new Map() };
  const dated = [parsed.units, parsed.departments, parsed.offices, parsed.branches, parsed.points] as const;
  const columns = { key: 'code', from: 'valid_from', to: 'valid_to' };
  const holding = (table: ParsedTable<{ code: string; valid_from: string; valid_to: string | null }>): PackProblem[] =>
    checkValidity(table, ({ code }) => code, validityOf, columns);
  return [
    ...dated.flatMap(holding),
    ...[parsed.kiosks, parsed.parking, parsed.procedures].flatMap(holding),
    ...checkUnique(parsed.operators, ({ code }) => code, 'code'),
    ...checkUnique(parsed.systems, ({ code }) => code, 'code'),
    ...checkReferences(parsed.units, 'parent', units, validityOf),
    ...checkReferences(parsed.offices, 'unit', units, validityOf),
    ...checkReferences(parsed.offices, 'department', departments, validityOf),
    ...checkReferences(parsed.branches, 'unit', units, validityOf),
    ...checkReferences(parsed.points, 'unit', units, validityOf),
    ...checkReferences(parsed.points, 'branch', branches, validityOf),
    ...checkReferences(parsed.kiosks, 'unit', units, validityOf),
    ...checkReferences(parsed.kiosks, 'point', points, validityOf),
    ...checkReferences(parsed.parking, 'unit', units, validityOf),
    ...checkReferences(parsed.parking, 'operator', operators, () => undefined),
    ...checkReferences(parsed.targets, 'office', nameable(parsed.offices), targetValidity),
    ...checkTargets(parsed.targets, new Set(parsed.units.rows.map(({ value }) => value.type)), {
      ...{ units, departments, branches },
    }),
    ...checkCalendar(parsed.calendar),
    ...checkSuccessions(parsed.successions, units),
    ...checkEstablishment(
      parsed.establishment,
      points,
      [...parsed.points.rows, ...parsed.branches.rows].map(({ value }) => value),
    ),
  ];
}

/** The tables against what of `pack.yaml` can be read, whatever else may be wrong in it. */
function checkAgainstHeader(document: unknown, parsed: Parsed): PackProblem[] {
  const { bounds, seat, since, hotline, chatbot, serves } = readParts(document);
  const { units, points, branches, kiosks, parking, systems } = parsed;
  const cityWide = [
    ...(hotline ? [{ code: hotline.asset, column: 'hotline.asset' }] : []),
    ...(chatbot ? [{ code: chatbot.asset, column: 'chatbot.asset' }] : []),
  ];
  const seats: ParsedTable<{ seat: string }> = {
    ...{ file: 'pack.yaml', codes: undefined, problems: [] },
    rows: seat === undefined ? [] : [{ at: 0, value: { seat } }],
  };
  return [
    ...checkReferences(seats, 'seat', nameable(units), () =>
      since === undefined ? undefined : { from: since, to: null },
    ),
    ...checkServes(serves, parsed),
    ...checkAssetCodes(cityWide, [branches, points, kiosks, parking, systems]),
    ...(bounds ? [units, branches, points, kiosks, parking].flatMap((table) => checkPlaces(table, bounds)) : []),
  ];
}

function readParts(document: unknown): Partial<PackHeader> {
  const fields = (typeof document === 'object' ? document : null) ?? {};
  return Object.fromEntries(
    Object.entries(fields).flatMap(([key, value]) => {
      const part = Object.hasOwn(packHeader.shape, key) && packHeader.shape[key as keyof PackHeader].safeParse(value);
      return part && part.success ? [[key, part.data]] : [];
    }),
  );
}

function sortProblems(problems: PackProblem[]): PackProblem[] {
  const order = [
    'pack.yaml',
    'alerts.yaml',
    'rules.yaml',
    'wall.yaml',
    'water.geojson',
    ...tableNames.map((name) => tables[name].file),
  ];
  return problems.sort((one, other) => order.indexOf(one.file) - order.indexOf(other.file) || one.row - other.row);
}

function toPack(
  header: PackHeader,
  alerts: AlertSettings,
  parsed: Parsed,
  lists: { readonly rules: readonly Rule[]; readonly walls: readonly WallSettings[] },
): Pack {
  const rows = Object.fromEntries(tableNames.map((name) => [name, parsed[name].rows.map(({ value }) => value)]));
  return { ...header, alerts, ...lists, ...(rows as unknown as PackTables) };
}
