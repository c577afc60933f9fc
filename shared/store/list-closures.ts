import type { ClosureTold } from '../wire/promise-commands.ts';
import type { Sql } from './sql.ts';

/** The columns of a row, as every statement on closures returns them. */
export const closureColumns = `id, world, unit, assets, from_at AS "from", to_at AS "to", reason, state,
  proposed_by AS "proposedBy", proposed_at AS "proposedAt", decided_by AS "decidedBy", decided_at AS "decidedAt", note,
  maintenance`;

export type ClosureRow = Omit<ClosureTold, 'from' | 'to' | 'proposedAt' | 'decidedAt'> & {
  readonly from: Date;
  readonly to: Date;
  readonly proposedAt: Date;
  readonly decidedAt: Date | null;
};

/** A closure as it is told. */
export function toClosureTold({ from, to, proposedAt, decidedAt, ...row }: ClosureRow): ClosureTold {
  return {
    ...row,
    ...{ from: from.toISOString(), to: to.toISOString(), proposedAt: proposedAt.toISOString() },
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** Closures that units announced, those that wait for a decision first, then the newest; of a unit, or of all. */
export async function listClosures(
  sql: Sql,
  { world, unit = null, limit }: { world: string; unit?: string | null; limit: number },
): Promise<ClosureTold[]> {
  const { rows } = await sql.query<ClosureRow>(
    `SELECT ${closureColumns} FROM planned_closures WHERE world = $1 AND ($2::text IS NULL OR unit = $2)
     ORDER BY state <> 'proposed', id DESC LIMIT $3`,
    [world, unit, limit],
  );
  return rows.map(toClosureTold);
}
