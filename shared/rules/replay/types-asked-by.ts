import { catalogue } from '../../events/catalogue.ts';
import type { EventKind } from '../../events/kind.ts';
import type { Rule } from '../rule.ts';

/** Types of events that say what rules ask of assets; ticks among them. Others need not be read. */
export function typesAskedBy(rules: readonly Rule[]): readonly string[] {
  return [...new Set(['clock.tick', ...rules.flatMap(typesOf)])];
}

/** A silence is told by the kinds that promise a sign of life; what an asset last said may have come with any kind. */
function typesOf({ when, close, scope }: Rule): string[] {
  const asked = [when, ...(close ? [close] : [])].map(({ kind }) => kind);
  const isState = asked.includes('state') || asked.includes('open');
  if (!isState && !asked.includes('absence') && !asked.includes('clock')) return [];
  return Object.values<EventKind>(catalogue).flatMap(({ assetKinds, expectedIntervalS, types }) => {
    const isHere = scope.kind !== undefined && assetKinds.includes(scope.kind);
    return isHere && (isState || expectedIntervalS !== null) ? Object.keys(types) : [];
  });
}
