import { compileValue, type Evaluate } from './compile-value.ts';
import type { Mapping } from './mapping.ts';
import type { Row } from './row.ts';
import type { Lookup } from './template.ts';

/** Gives a row's cells by name: the mapping's values first (worked out once a row), then columns; nulls are null. */
export type RowLookup = (row: Row) => Lookup;

/** Compiles the mapping's values and nulls. Asking for a name that is neither throws: the mapping is wrong, not the row. */
export function compileRowLookup(mapping: Mapping): RowLookup {
  const zone = mapping.timeline.zone;
  const values = new Map<string, Evaluate>();
  for (const [name, value] of Object.entries(mapping.values)) values.set(name, compileValue(value, zone));
  const nulls = new Set(mapping.nulls.all);
  const nullsOf = new Map(Object.entries(mapping.nulls.columns).map(([name, list]) => [name, new Set(list)]));
  return (row) => {
    const open = new Set<string>();
    const lookup: Lookup = (name) => {
      const known = row.known.get(name);
      if (known !== undefined) return known;
      const evaluate = values.get(name);
      if (!evaluate || open.has(name)) {
        const text = row.columns.get(name);
        if (text === undefined) throw new Error(`set ${mapping.set}: no column or value is named "${name}"`);
        return nulls.has(text) || nullsOf.get(name)?.has(text) ? null : text;
      }
      // While a value is being worked out, its own name means the column it shadows.
      open.add(name);
      const cell = evaluate(lookup);
      open.delete(name);
      row.known.set(name, cell);
      return cell;
    };
    return lookup;
  };
}
