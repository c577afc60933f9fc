import type { RegistryRow } from './registry-table.ts';

/** From when a pack counts: `present` on it rules, from `fill` to then it only says what was not known. */
export type Cut = { readonly present: string; readonly fill: string };

/**
 * One thing's rows after an import: what the registry held before the cut stays for ever; from the cut on the pack's
 * rows hold; in between `fill` and the cut the pack fills the gaps of the registry. Neighbouring rows that say the same
 * become one, so that splicing the same twice changes nothing.
 */
export function splice(
  held: readonly RegistryRow[],
  told: readonly RegistryRow[],
  { present, fill }: Cut,
): RegistryRow[] {
  const past = held.flatMap((row) => clip(row, null, present));
  const filled = told
    .flatMap((row) => clip(row, fill, present))
    .flatMap((row) =>
      past.reduce<RegistryRow[]>((parts, known) => parts.flatMap((part) => without(part, known)), [row]),
    );
  const ahead = told.flatMap((row) => clip(row, present, null));
  return joinEqual([...past, ...filled, ...ahead].sort((one, other) => (one.from < other.from ? -1 : 1)));
}

/** The part of a row from `from` (null: as early as it goes) to before `to` (null: as late), if there is one. */
function clip(row: RegistryRow, from: string | null, to: string | null): RegistryRow[] {
  const begins = from !== null && from > row.from ? from : row.from;
  const ends = to !== null && (row.to === null || to < row.to) ? to : row.to;
  return ends === null || begins < ends ? [{ ...row, from: begins, to: ends }] : [];
}

/** What of a row lies outside the time of another. */
function without(row: RegistryRow, { from, to }: RegistryRow): RegistryRow[] {
  return [...clip(row, null, from), ...(to === null ? [] : clip(row, to, null))];
}

function joinEqual(rows: readonly RegistryRow[]): RegistryRow[] {
  const joined: RegistryRow[] = [];
  for (const row of rows) {
    const before = joined.at(-1);
    // A pack's row (edited by nobody) that says what an edit said goes on under the edit's name.
    const isSame =
      before?.to === row.from && saysSame(before, row) && (row.editedBy ?? before.editedBy) === before.editedBy;
    if (before && isSame) joined[joined.length - 1] = { ...before, to: row.to };
    else joined.push(row);
  }
  return joined;
}

/** Whether two rows hold the same values, whenever they hold. */
export function saysSame({ values }: RegistryRow, other: RegistryRow): boolean {
  return Object.keys(values).every((column) => values[column] === other.values[column]);
}
