import type { Sql } from './sql.ts';

/** A KPI's target, in the KPI's unit, for a set of units such as `all`, `type:phuong`, `unit:00070`. */
export type TargetRow = {
  readonly set: string;
  readonly kpi: string;
  readonly formulaVersion: number;
  readonly unitSet: string;
  /** Civil days, the second exclusive; null: no end. */
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly target: number;
  readonly direction: 'at_least' | 'at_most';
  /** What must reach it: the `whole` time (also null), or each calendar `month` by itself. */
  readonly period: 'whole' | 'month' | null;
  /** The accountable office; null: not said. */
  readonly office: string | null;
  readonly source: string | null;
  readonly editedBy: string | null;
};

/** Every target there is or was, by set, KPI, units and time. */
export async function listTargets(sql: Sql): Promise<TargetRow[]> {
  const { rows } = await sql.query<TargetRow>(
    `SELECT set, kpi, formula_version AS "formulaVersion", unit_set AS "unitSet",
       valid_from::text AS "validFrom", valid_to::text AS "validTo",
       target, direction, period, office, source, edited_by AS "editedBy"
     FROM targets ORDER BY set, kpi, unit_set, targets.valid_from`,
  );
  return rows;
}
