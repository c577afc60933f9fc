import { addDays, cutAt, endless, holdsOn, type Days } from './days.ts';
import { groupedBy } from './grouped-by.ts';
import type { Ledger, LedgerAsset, LedgerUnit } from './ledger.ts';
import { successorsOn } from './successions.ts';

/**
 * Whose figure is asked for: `city`; one unit; or a set of units as targets name it (`type:phuong`, `branch:C01`,
 * `department:TTPVHCC`).
 */
export type Subject =
  | { readonly kind: 'city' }
  | { readonly kind: 'unit'; readonly unit: string }
  | { readonly kind: 'set'; readonly set: string };

/** A subject in one word: '' is the city. */
export function nameOf(subject: Subject): string {
  if (subject.kind === 'city') return '';
  return subject.kind === 'unit' ? subject.unit : subject.set;
}

/** The subject of a word: '' or `all` is the city, `type:…`, `branch:…` and `department:…` a set, else a unit. */
export function subjectOf(word: string): Subject {
  if (word === '' || word === 'all') return { kind: 'city' };
  if (word.startsWith('unit:')) return { kind: 'unit', unit: word.slice('unit:'.length) };
  return word.includes(':') ? { kind: 'set', set: word } : { kind: 'unit', unit: word };
}

/** For some days: the sets of units whose targets hold for a subject, the nearest first. */
export type Membership = { readonly days: Days; readonly sets: readonly string[] };

const byCode = groupedBy<LedgerUnit>(({ code }) => code);
const byUnit = groupedBy<LedgerAsset>(({ unit }) => unit);

/** The sets a subject belongs to from the beginning of time to its end, piece after piece. */
export function membershipsOf(ledger: Ledger, subject: Subject): Membership[] {
  const ever: Days = { from: '0001-01-01', to: endless };
  if (subject.kind === 'city') return [{ days: ever, sets: ['all'] }];
  if (subject.kind === 'set') {
    // A department's task is its own, not its share of the city's.
    const sets = subject.set.startsWith('department:') ? [subject.set] : [subject.set, 'all'];
    return [{ days: ever, sets }];
  }
  const { unit } = subject;
  const rows = byCode(ledger.units).get(unit) ?? [];
  const places = (byUnit(ledger.assets).get(unit) ?? []).filter((asset) => branchOf(asset) !== null);
  const bounds = [...rows, ...places].flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? endless]);
  return cutAt(ever, bounds).map((days) => {
    const branches = places.filter((place) => holdsOn(place, days.from)).map((place) => `branch:${branchOf(place)}`);
    const types = rows.filter((row) => holdsOn(row, days.from)).map(({ kind }) => `type:${kind}`);
    return { days, sets: [`unit:${unit}`, ...new Set(branches), ...types, 'all'] };
  });
}

/**
 * The units of a subject on a day, by the names they are read under then; null: the whole city, which has rows of its
 * own. Undefined when no source tells of it: departments have no events of their own, but for the one that runs the
 * service points and branches.
 */
export function unitsIn(ledger: Ledger, subject: Subject, day: string): readonly string[] | null | undefined {
  if (subject.kind === 'city') return null;
  if (subject.kind === 'unit') return [subject.unit];
  const [kind = '', code = ''] = subject.set.split(':');
  if (kind === 'department') return code === ledger.centre ? null : undefined;
  if (kind === 'type') {
    return ledger.units.filter((row) => row.kind === code && holdsOn(row, day)).map((row) => row.code);
  }
  const served = ledger.assets.filter((asset) => branchOf(asset) === code && holdsOn(asset, day));
  if (kind !== 'branch' || served.length === 0) return undefined;
  const successors = successorsOn(ledger.successions, day);
  return [...new Set(served.map(({ unit }) => successors.get(unit) ?? unit))];
}

/** Every unit there is on the last of some days. */
export function unitsAt(ledger: Ledger, { to }: Days): string[] {
  const last = addDays(to, -1);
  return [...new Set(ledger.units.filter((row) => holdsOn(row, last)).map(({ code }) => code))].sort();
}

/** The branch through which an asset's unit is served: a branch itself, or the one a service point belongs to. */
function branchOf({ kind, code, branch }: Ledger['assets'][number]): string | null {
  if (kind === 'branch') return code;
  return kind === 'point' ? branch : null;
}
