import { exclusionStates, type ExclusionState } from '#shared/kpi/exclusions/exclusion.ts';
import { listExclusions, type ExclusionRow } from '#shared/store/list-exclusions.ts';
import type { Sql } from '#shared/store/sql.ts';

/** The year 9999. */
const farMs = 253_370_764_800_000;

/** The exclusions of the world `live`, those that wait for a decision first, then the newest. */
export async function listExclusionViews(sql: Sql, state: ExclusionState | null): Promise<ExclusionRow[]> {
  const rows = await listExclusions(sql, { world: 'live', fromMs: 0, toMs: farMs, states: state ? [state] : null });
  return rows.sort((a, b) => Number(b.state === 'proposed') - Number(a.state === 'proposed') || b.id - a.id);
}

/** The state asked for in an address; null: any. */
export function readExclusionState(asked: string | null): ExclusionState | null {
  return exclusionStates.find((state) => state === asked) ?? null;
}
