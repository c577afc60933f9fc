import type { NoValue } from '#shared/kpi/answer.ts';
import type { WallKpi } from './wall-kpi.ts';

/** Why a tile shows no number: what the KPI says, too few reporters for this wall, or it could not be read at all. */
export type NoTile =
  | { readonly why: Exclude<NoValue, 'coverage'> | 'not-read' }
  | { readonly why: 'coverage'; readonly share: number; readonly floor: number };

/**
 * A tile as it is to be drawn. `met` null: there is no target. Bar and tick are shares of the bar's length, in which more is
 * further whichever way is better.
 */
export type Tile = { readonly coverageShare: number | null } & (
  | { readonly none: NoTile; readonly tick: number | null }
  | {
      readonly none: null;
      readonly value: number;
      readonly met: boolean | null;
      readonly bar: number;
      readonly tick: number | null;
    }
);

/** Judges one KPI for a wall that asks for a `floor` (0 to 1) of reporters; undefined: it was not read. */
export function judgeTile(kpi: WallKpi | undefined, floor: number): Tile {
  if (!kpi) return { none: { why: 'not-read' }, coverageShare: null, tick: null };
  const { value, reason, coverage, formulaFloor, gap, target } = kpi;
  const share = coverage.expected > 0 ? coverage.reporting / coverage.expected : null;
  const length = lengthOf(kpi);
  const tick = target === null ? null : Math.min(1, target / length);
  const least = Math.max(floor, formulaFloor);
  if (reason === 'coverage' || (value !== null && share !== null && share < least)) {
    const told = Math.min(share ?? 0, coverage.told ?? 1);
    return { none: { why: 'coverage', share: told, floor: least }, coverageShare: share, tick };
  }
  if (value === null) return { none: { why: reason ?? 'no-data' }, coverageShare: share, tick };
  const bar = Math.min(1, Math.max(0, value / length));
  return { none: null, value, met: gap === null ? null : gap >= 0, bar, tick, coverageShare: share };
}

/** What the whole bar stands for: all of it for a share, else a little more than the greater of value and target. */
function lengthOf({ valueUnit, value, target }: WallKpi): number {
  return valueUnit === 'share' ? 1 : Math.max(value ?? 0, target ?? 0, 1) * 1.25;
}
