import type { AnswerTold } from '../wire/promise-commands.ts';
import type { Sql } from './sql.ts';

/** The columns of a row, as every statement on answers returns them. */
export const answerColumns = `id, world, unit, kpi, period_from::text AS "periodFrom", period_to::text AS "periodTo", kind, text,
  value, numerator, denominator, by, at, withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt"`;

export type AnswerRow = Omit<AnswerTold, 'at' | 'withdrawnAt'> & {
  readonly at: Date;
  readonly withdrawnAt: Date | null;
};

/** An answer as it is told. */
export function toAnswerTold({ at, withdrawnAt, ...row }: AnswerRow): AnswerTold {
  return { ...row, at: at.toISOString(), withdrawnAt: withdrawnAt?.toISOString() ?? null };
}

/** What units said, the newest first; of a KPI, a unit, or both; `days`: to figures of periods that touch these. */
export async function listUnitAnswers(
  sql: Sql,
  asked: {
    readonly world: string;
    readonly unit?: string | null;
    readonly kpi?: string | null;
    readonly days?: { readonly from: string; readonly to: string };
    readonly limit: number;
  },
): Promise<AnswerTold[]> {
  const { world, unit = null, kpi = null, days, limit } = asked;
  const { rows } = await sql.query<AnswerRow>(
    `SELECT ${answerColumns} FROM unit_answers
     WHERE world = $1 AND ($2::text IS NULL OR unit = $2) AND ($3::text IS NULL OR kpi = $3)
       AND ($4::date IS NULL OR period_to > $4) AND ($5::date IS NULL OR period_from < $5)
     ORDER BY id DESC LIMIT $6`,
    [world, unit, kpi, days?.from ?? null, days?.to ?? null, limit],
  );
  return rows.map(toAnswerTold);
}
