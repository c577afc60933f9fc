import type { ExclusionRow } from '#shared/store/list-exclusions.ts';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';

/** An exclusion as it is told: instants as text. */
export function toTold({ fromMs, toMs, proposedAt, decidedAt, ...row }: ExclusionRow): ExclusionTold {
  return {
    ...row,
    from: new Date(fromMs).toISOString(),
    to: new Date(toMs).toISOString(),
    proposedAt: proposedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** The one unit that a set of units means; null: several. */
export function unitOf(unitSet: string): string | null {
  return unitSet.startsWith('unit:') ? unitSet.slice('unit:'.length) : null;
}
