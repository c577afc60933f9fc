import { coverageOf, type Coverage, type Heard } from '../expected/coverage.ts';
import type { Span } from '../exclusions/hours.ts';
import type { Reporters } from '../formulas/formula.ts';
import type { LedgerAsset } from '../ledger/ledger.ts';
import type { Scope } from './question.ts';
import type { ByUnit } from './readings.ts';

type Asked = { readonly assets: ByUnit<LedgerAsset>; readonly heard: ByUnit<Heard>; readonly within: Span };

/** What was found of the same rows before: figures of a scope mostly share their days, and many their reporters. */
const found = new WeakMap<ByUnit<Heard>, Map<string, Map<readonly Reporters[], Coverage>>>();

/** Who of a scope was heard of. Rows that were handed over once are not changed afterwards. */
export function coverageOfScope(scope: Scope, reporters: readonly Reporters[], asked: Asked): Coverage {
  const { assets, heard, within } = asked;
  const byScope = found.get(heard) ?? new Map<string, Map<readonly Reporters[], Coverage>>();
  found.set(heard, byScope);
  const key = `${scope.of} ${'stamped' in scope ? scope.stamped.join(' ') : ''} ${within.fromMs} ${within.toMs}`;
  const byReporters = byScope.get(key) ?? new Map<readonly Reporters[], Coverage>();
  byScope.set(key, byReporters);
  const coverage =
    byReporters.get(reporters) ??
    coverageOf(reporters, ofScope(scope, heard), { assets: ofScope(scope, assets), within });
  byReporters.set(reporters, coverage);
  return coverage;
}

/** What of something told by unit concerns a scope. */
export function ofScope<Row>(scope: Scope, rows: ByUnit<Row>): Row[] {
  if (scope.of === 'city') return [...rows.values()].flat();
  return scope.of === 'nobody' ? [] : scope.stamped.flatMap((unit) => rows.get(unit) ?? []);
}
