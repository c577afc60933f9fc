import type { UsualRow } from '../rules/baseline.ts';
import type { Sql } from './sql.ts';

/** What a series is made of; its name in baselines is `metric dim stat unit`. */
export type BaselineSeries = {
  readonly metric: string;
  readonly dim: string;
  readonly stat: 'n' | 'sum';
  readonly unit: string;
};

/** One night's measuring of one world: what is usual from a civil day on. */
export type BaselineVersion = {
  readonly world: string;
  readonly madeAt: Date;
  readonly day: string;
  readonly rows: readonly (BaselineSeries & Omit<UsualRow, 'series'>)[];
};

/** Stores a new version. */
export async function insertBaselines(sql: Sql, { world, madeAt, day, rows }: BaselineVersion): Promise<void> {
  await sql.query(
    `INSERT INTO baselines (world, version, made_at, day, metric, dim, stat, unit, slot, median, spread, weeks)
     SELECT $1, (SELECT coalesce(max(version), 0) + 1 FROM baselines WHERE world = $1), $2, $3,
            metric, dim, stat, unit, slot, median, spread, weeks
     FROM jsonb_to_recordset($4) AS usual (metric text, dim text, stat text, unit text, slot smallint,
       median double precision, spread double precision, weeks integer)`,
    [world, madeAt, day, JSON.stringify(rows)],
  );
}

/** The day of a world's newest version and which metrics it has; undefined: there is none. */
export async function readNewestBaselines(
  sql: Sql,
  world: string,
): Promise<{ readonly day: string; readonly parts: readonly string[] } | undefined> {
  const { rows } = await sql.query<{ day: string; parts: string[] }>(
    `SELECT day::text, array_agg(DISTINCT metric || ' ' || dim || ' ' || stat) AS parts FROM baselines
     WHERE world = $1 AND version = (SELECT max(version) FROM baselines WHERE world = $1) GROUP BY day`,
    [world],
  );
  return rows[0];
}

/** What was usual on each civil day of a span: of versions of one day the newest; the first is that which held when it began. */
export async function readBaselines(
  sql: Sql,
  { world, fromDay, toDay }: { readonly world: string; readonly fromDay: string; readonly toDay: string },
): Promise<Map<string, UsualRow[]>> {
  const { rows } = await sql.query<BaselineSeries & Omit<UsualRow, 'series'> & { day: string }>(
    `SELECT day::text, metric, dim, stat, unit, slot, median, spread, weeks FROM baselines
     WHERE world = $1 AND version IN (
       SELECT max(version) FROM baselines WHERE world = $1 AND day <= $3
         AND day >= coalesce((SELECT max(day) FROM baselines WHERE world = $1 AND day <= $2), $2) GROUP BY day)
     ORDER BY day`,
    [world, fromDay, toDay],
  );
  const byDay = new Map<string, UsualRow[]>();
  for (const { day, metric, dim, stat, unit, ...row } of rows) {
    const list = byDay.get(day) ?? [];
    list.push({ ...row, series: `${metric} ${dim} ${stat} ${unit}` });
    byDay.set(day, list);
  }
  return byDay;
}
