import { placeOf } from '../../rules/condition.ts';
import { findCircle } from '../../rules/find-circle.ts';
import { rulesDocument, type Rule } from '../../rules/rule.ts';
import type { SettingsFile } from '../pack-files.ts';
import type { PackProblem } from '../pack-problem.ts';
import { parseSettings } from '../parse-settings.ts';

type Codes = { readonly rows: readonly { readonly value: { readonly code: string } }[] };
type Tables = {
  readonly units: { readonly rows: readonly { readonly value: { readonly code: string; readonly type: string } }[] };
  readonly branches: Codes;
};

const file = 'rules.yaml';

/** Reads `rules.yaml`; a city without one has no rules. Problems bear the line of what they are about. */
export function parseRules(given: SettingsFile | undefined): { rules: readonly Rule[]; problems: PackProblem[] } {
  if (!given) return { rules: [], problems: [] };
  const parsed = parseSettings(file, rulesDocument, given.document);
  if ('value' in parsed) return { rules: parsed.value.rules, problems: [] };
  return {
    rules: [],
    problems: parsed.problems.map((problem) => ({ ...problem, row: lineOf(given, problem.column) })),
  };
}

/** Rules against the tables, where these are known: sets of units that are there; nothing that explains itself. */
export function checkRules(
  rules: readonly Rule[],
  given: SettingsFile | undefined,
  tables: Tables | undefined,
): PackProblem[] {
  const problems: PackProblem[] = [];
  const complain = (at: number, path: string, vi: string, en: string): void => {
    const column = `rules.${at}.${path}`;
    problems.push({ file, row: given ? lineOf(given, column) : 0, column, message: { vi, en } });
  };
  const codesOf = ({ rows }: Codes): Set<string> => new Set(rows.map(({ value }) => value.code));
  const known: Readonly<Record<string, ReadonlySet<string>>> | undefined = tables && {
    unit: codesOf(tables.units),
    branch: codesOf(tables.branches),
    type: new Set(tables.units.rows.map(({ value }) => value.type)),
  };
  for (const [at, { scope, when }] of rules.entries()) {
    const [kind = '', code = ''] = scope.units.split(':');
    if (known && kind !== 'all' && known[kind]?.has(code) !== true) {
      complain(at, 'scope.units', `không có ${scope.units} trong các bảng`, `there is no ${scope.units} in the tables`);
    }
    if (kind !== 'all' && placeOf(when) === 'city' && when.kind !== 'absence') {
      complain(at, 'scope.units', 'điều kiện này hỏi cả thành phố', 'this is asked of the whole city');
    }
  }
  const circle = findCircle(rules);
  if (circle) {
    const at = rules.findIndex(({ id }) => id === circle[0]);
    const names = circle.join(' → ');
    complain(at, 'causes', `các nguyên nhân đi vòng: ${names}`, `causes go round in a circle: ${names}`);
  }
  return problems;
}

/** The line of what a path in a settings file is about. */
export function lineOf({ lines }: SettingsFile, column: string): number {
  for (let path = column; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
    const line = lines[path];
    if (line !== undefined) return line;
  }
  return 0;
}
