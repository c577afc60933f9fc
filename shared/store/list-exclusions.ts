import type { ExclusionCause, ExclusionState } from '../kpi/exclusions/exclusion.ts';
import type { KpiId } from '../kpi/kpi-units.ts';
import type { Sql } from './sql.ts';

/** Hours taken out of some units' figures, with why and by whom; `kpis` and `unitSet` as in targets. */
export type ExclusionRow = {
  readonly id: number;
  readonly world: string;
  readonly kpis: readonly KpiId[];
  readonly unitSet: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly cause: ExclusionCause;
  readonly reason: string;
  readonly evidence: string;
  readonly state: ExclusionState;
  readonly proposedBy: string;
  readonly proposedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly note: string | null;
};

/** The exclusions of a world that touch some time, in order of number; `states` null: whatever became of them. */
export async function listExclusions(
  sql: Sql,
  asked: { world: string; fromMs: number; toMs: number; states: readonly ExclusionState[] | null },
): Promise<ExclusionRow[]> {
  const { rows } = await sql.query<ExclusionRow>(
    `SELECT ${exclusionColumns} FROM exclusions
     WHERE world = $1 AND to_at > $2 AND from_at < $3 AND ($4::text[] IS NULL OR state = ANY($4)) ORDER BY id`,
    [asked.world, new Date(asked.fromMs), new Date(asked.toMs), asked.states],
  );
  return rows;
}

/** The columns of a row, as every statement on exclusions returns them. */
export const exclusionColumns = `id, world, kpis, unit_set AS "unitSet", cause, reason, evidence, state, note,
  (extract(epoch FROM from_at) * 1000)::bigint AS "fromMs", (extract(epoch FROM to_at) * 1000)::bigint AS "toMs",
  proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt"`;
