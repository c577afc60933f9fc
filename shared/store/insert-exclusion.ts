import { exclusionColumns, type ExclusionRow } from './list-exclusions.ts';
import type { Sql } from './sql.ts';

/** What is proposed, by whom and when. */
export type NewExclusion = Pick<
  ExclusionRow,
  'world' | 'kpis' | 'unitSet' | 'fromMs' | 'toMs' | 'cause' | 'reason' | 'evidence' | 'proposedBy' | 'proposedAt'
>;

/** Adds a proposal; returns it with its number. */
export async function insertExclusion(sql: Sql, row: NewExclusion): Promise<ExclusionRow> {
  const { rows } = await sql.query<ExclusionRow>(
    `INSERT INTO exclusions (world, kpis, unit_set, from_at, to_at, cause, reason, evidence, state, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10) RETURNING ${exclusionColumns}`,
    [
      ...[row.world, row.kpis, row.unitSet, new Date(row.fromMs), new Date(row.toMs)],
      ...[row.cause, row.reason, row.evidence, row.proposedBy, row.proposedAt],
    ],
  );
  const [added] = rows;
  if (!added) throw new Error('exclusions: the proposal was not stored');
  return added;
}
