import type { Mapping } from './mapping.ts';
import { isInstant, RowProblem, type Cell, type Row } from './row.ts';
import type { RowLookup } from './row-lookup.ts';
import type { Tally } from './tally.ts';
import { toText } from './template.ts';

/** Keeps one row of those that agree in the mapping's `distinct.by`; the others are tallied as repeated. */
export function keepDistinct(rows: Row[], { distinct }: Mapping, lookupOf: RowLookup, tally: Tally): Row[] {
  if (!distinct) return rows;
  const kept = new Map<string, Row>();
  for (const row of rows) {
    const key = keyOf(row, distinct.by, lookupOf);
    const earlier = kept.get(key);
    if (earlier) tally.add('repeated', distinct.why, distinct.keep === 'first' ? row.line : earlier.line);
    if (!earlier || distinct.keep === 'last') kept.set(key, row);
  }
  return [...kept.values()];
}

type Spell = { row: Row; fromMs: number; toMs: number };

/**
 * Joins rows of the same key whose times overlap into the first of them, which then ends with the last of them. A row
 * without an end is not over: it takes in every later one.
 */
export function mergeOverlapping(rows: Row[], { merge }: Mapping, lookupOf: RowLookup, tally: Tally): Row[] {
  if (!merge) return rows;
  const groups = new Map<string, Spell[]>();
  for (const row of rows) {
    const spell = toSpell(row, merge, lookupOf, tally);
    if (!spell) continue;
    const key = keyOf(row, merge.by, lookupOf);
    groups.set(key, [...(groups.get(key) ?? []), spell]);
  }
  const merged: Row[] = [];
  for (const spells of groups.values()) {
    spells.sort((one, other) => one.fromMs - other.fromMs || one.row.line - other.row.line);
    const kept: Spell[] = [];
    for (const spell of spells) {
      const last = kept.at(-1);
      if (last && spell.fromMs < last.toMs) {
        tally.add('merged', merge.why, spell.row.line);
        last.toMs = Math.max(last.toMs, spell.toMs);
      } else kept.push(spell);
    }
    merged.push(...kept.map(({ row, toMs }) => ({ ...row, known: new Map([[merge.to, toCell(toMs)]]) })));
  }
  return merged;
}

function toSpell(row: Row, merge: NonNullable<Mapping['merge']>, lookupOf: RowLookup, tally: Tally): Spell | undefined {
  try {
    const lookup = lookupOf(row);
    const from = lookup(merge.from);
    const to = lookup(merge.to);
    if (!isInstant(from) || (to !== null && !isInstant(to)))
      throw new RowProblem(`${merge.from} or ${merge.to}: not a time`);
    return { row, fromMs: from.instantMs, toMs: to?.instantMs ?? Infinity };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    tally.add('unmapped', error.message, row.line);
    return undefined;
  }
}

function toCell(ms: number): Cell {
  return ms === Infinity ? null : { instantMs: ms };
}

function keyOf(row: Row, names: readonly string[], lookupOf: RowLookup): string {
  const lookup = lookupOf(row);
  return names.map((name) => toText(lookup(name))).join('\u0000');
}
