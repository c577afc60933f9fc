import type { LedgerSuccession } from './ledger.ts';

/**
 * Under which unit's name each old unit is read on a civil day: its successor's, or that one's successor's. A unit that
 * was split among several keeps its own name, because what it counted cannot be told apart.
 */
export function successorsOn(successions: readonly LedgerSuccession[], day: string): ReadonlyMap<string, string> {
  const next = new Map<string, Set<string>>();
  for (const { oldUnit, newUnit, validFrom } of successions) {
    if (validFrom > day || oldUnit === newUnit) continue;
    const known = next.get(oldUnit) ?? new Set();
    next.set(oldUnit, known.add(newUnit));
  }
  const read = new Map<string, string>();
  for (const old of next.keys()) {
    const last = follow(next, old);
    if (last !== old) read.set(old, last);
  }
  return read;
}

/** The codes under which events of a unit were stamped: its own and those it succeeded. */
export function codesReadAs(unit: string, successors: ReadonlyMap<string, string>): string[] {
  return [unit, ...[...successors].filter(([, last]) => last === unit).map(([old]) => old)];
}

function follow(next: ReadonlyMap<string, ReadonlySet<string>>, old: string): string {
  const passed = new Set<string>();
  let at = old;
  // A circle of successions, which nobody can mean, ends where it began.
  while (!passed.has(at)) {
    passed.add(at);
    const [only, other] = next.get(at) ?? [];
    if (only === undefined || other !== undefined) return at;
    at = only;
  }
  return old;
}
