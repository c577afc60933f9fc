import type { ExclusionState } from '../kpi/exclusions/exclusion.ts';
import { exclusionColumns, type ExclusionRow } from './list-exclusions.ts';
import type { Sql } from './sql.ts';

/** What became of an exclusion, by whom and when, with what they said to it. */
export type ExclusionDecision = {
  readonly id: number;
  readonly state: Exclude<ExclusionState, 'proposed'>;
  readonly by: string;
  readonly at: Date;
  readonly note: string | null;
};

/** Notes a decision; returns the exclusion as it is then. */
export async function decideExclusion(sql: Sql, decision: ExclusionDecision): Promise<ExclusionRow | undefined> {
  const { id, state, by, at, note } = decision;
  const { rows } = await sql.query<ExclusionRow>(
    `UPDATE exclusions SET state = $2, decided_by = $3, decided_at = $4, note = $5 WHERE id = $1
     RETURNING ${exclusionColumns}`,
    [id, state, by, at, note],
  );
  return rows[0];
}
