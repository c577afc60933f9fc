import type { Pack } from '../pack.ts';
import { compareRows, type RegistryChange } from './compare-rows.ts';
import { keyOf, type RegistryRow, type RegistryTable } from './registry-table.ts';
import { dayToInstant, registryTables } from './registry-tables.ts';
import { saysSame, splice, type Cut } from './splice.ts';

/** Every row of every table, by the table's name. */
export type RegistryContents = Readonly<Record<string, readonly RegistryRow[]>>;

export type ImportOptions = {
  /** The city's present civil day: what was on earlier days is never changed. */
  readonly today: string;
  /** The first day on which the pack counts; a day gone by only fills what the registry did not know. */
  readonly effective: string;
  readonly overwriteEdits: boolean;
};

/** An edit that stays although the pack says otherwise. */
export type KeptEdit = { readonly file: string; readonly code: string; readonly editedBy: string };

export type TableWrites = {
  readonly table: RegistryTable;
  readonly remove: readonly RegistryRow[];
  readonly add: readonly RegistryRow[];
};

export type ImportPlan = {
  readonly changes: readonly RegistryChange[];
  readonly kept: readonly KeptEdit[];
  /** What the registry is to hold. */
  readonly result: RegistryContents;
  /** How it gets there; empty when nothing changes. */
  readonly writes: readonly TableWrites[];
};

/** What taking in a pack would do to a registry. */
export function planImport(held: RegistryContents, pack: Pack, options: ImportOptions): ImportPlan {
  const parts = registryTables.map((table) => {
    const cut = cutOf(options, table.axis === 'instants' ? dayToInstant(pack.timeZone) : (day) => day);
    return planTable(table, { held: held[table.name] ?? [], told: table.rowsOf(pack) }, { ...options, cut });
  });
  return {
    changes: parts.flatMap(({ changes }) => changes),
    kept: parts.flatMap(({ kept }) => kept),
    result: Object.fromEntries(parts.map(({ table, result }) => [table.name, result])),
    writes: parts.filter(({ remove, add }) => remove.length + add.length > 0),
  };
}

/** When a pack counts, on the axis of a table. */
export function cutOf({ today, effective }: ImportOptions, onAxis: (day: string) => string): Cut {
  const present = effective > today ? effective : today;
  return { present: onAxis(present), fill: onAxis(effective) };
}

type TablePlan = TableWrites & {
  readonly changes: readonly RegistryChange[];
  readonly kept: readonly KeptEdit[];
  readonly result: readonly RegistryRow[];
};

function planTable(
  table: RegistryTable,
  rows: { held: readonly RegistryRow[]; told: readonly RegistryRow[] },
  { overwriteEdits, cut }: { overwriteEdits: boolean; cut: Cut },
): TablePlan {
  const byKey = (of: readonly RegistryRow[]): Map<string, RegistryRow[]> =>
    Map.groupBy(of, ({ values }) => keyOf(table, values));
  const [held, told] = [byKey(rows.held), byKey(rows.told)];
  const plans = [...new Set([...held.keys(), ...told.keys()])].map((code) => {
    const before = held.get(code) ?? [];
    const after = splice(before, told.get(code) ?? [], cut);
    const changes = compareRows(table, before, after);
    // Rows that say the same in another way stay as they are.
    if (changes.length === 0) return { before, after: before, changes, kept: [] };
    const edited = before.find((row) => row.editedBy !== null && (row.to === null || row.to > cut.present));
    if (overwriteEdits || !edited || edited.editedBy === null) return { before, after, changes, kept: [] };
    const kept = [{ file: table.fileOf(edited.values), code, editedBy: edited.editedBy }];
    return { before, after: before, changes: [], kept };
  });
  return {
    table,
    changes: plans.flatMap(({ changes }) => changes),
    kept: plans.flatMap(({ kept }) => kept),
    result: plans.flatMap(({ after }) => after),
    remove: plans.flatMap(({ before, after }) => notIn(before, after)),
    add: plans.flatMap(({ before, after }) => notIn(after, before)),
  };
}

function notIn(rows: readonly RegistryRow[], others: readonly RegistryRow[]): RegistryRow[] {
  return rows.filter((row) => !others.some((other) => isSame([row], [other])));
}

function isSame(rows: readonly RegistryRow[], others: readonly RegistryRow[]): boolean {
  return (
    rows.length === others.length &&
    rows.every((row, index) => {
      const other = others[index];
      return other?.from === row.from && other.to === row.to && other.editedBy === row.editedBy && saysSame(row, other);
    })
  );
}
