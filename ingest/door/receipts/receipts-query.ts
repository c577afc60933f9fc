import {
  askedIds,
  dayRange,
  receiptLimits,
  receiptOwner,
  type DayRange,
  type ReceiptOwner,
} from '#shared/wire/receipts.ts';
import { fieldProblem, type Problem } from '../http/problem.ts';
import type { Sender } from '../keys/sender.ts';

/** What a sender asks: its days, or what became of some ids. */
export type ReceiptsQuery = { readonly owner: ReceiptOwner } & (
  { readonly ids: readonly string[] } | { readonly range: DayRange }
);

const known = ['source', 'from', 'to', 'id'];

/**
 * Reads the question of a key: its own source unless one under it is named, in its own world; `today` unless days are
 * named. 400 says which parameter is wrong, 403 that the source is another's.
 */
export function readReceiptsQuery(sender: Sender, url: string, today: string): ReceiptsQuery | Problem {
  const { searchParams } = new URL(url, 'http://door');
  const stranger = [...searchParams.keys()].find((name) => !known.includes(name));
  if (stranger !== undefined) return fieldProblem('invalid-query', '', `there is ${known.join(', ')}`);
  const repeated = ['source', 'from', 'to'].find((name) => searchParams.getAll(name).length > 1);
  if (repeated !== undefined) return fieldProblem('invalid-query', repeated, `${repeated}: once`);

  const source = searchParams.get('source') ?? sender.key.source;
  const owner = receiptOwner.safeParse({ world: sender.key.world, source });
  if (!owner.success) return invalid('source', owner.error.issues);
  if (!sender.mayUseSource(source)) {
    return fieldProblem('forbidden', 'source', `this key sees ${sender.key.source} and what lies under it`);
  }
  const ids = searchParams.getAll('id');
  if (ids.length > 0) {
    if (searchParams.has('from') || searchParams.has('to')) {
      return fieldProblem('invalid-query', 'id', 'id: alone, or from and to');
    }
    const asked = askedIds.safeParse(ids);
    return asked.success ? { owner: owner.data, ids: asked.data } : invalid('id', asked.error.issues);
  }
  const to = searchParams.get('to') ?? searchParams.get('from') ?? today;
  const range = dayRange.safeParse({ from: searchParams.get('from') ?? to, to });
  return range.success ? { owner: owner.data, range: range.data } : invalid('from', range.error.issues);
}

function invalid(name: string, issues: readonly { readonly path: PropertyKey[]; readonly message: string }[]): Problem {
  const [issue] = issues;
  const path = issue?.path.find((step) => typeof step === 'string') ?? name;
  return fieldProblem('invalid-query', path, issue?.message ?? `at most ${receiptLimits.days} days`);
}
