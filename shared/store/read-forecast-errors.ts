import type { ForecastError } from '../forecast/measure/errors.ts';
import type { Sql } from './sql.ts';

/** How far a world's forecasts were off when they were last measured. */
export type ErrorsRead = {
  readonly version: number;
  readonly madeAt: string;
  readonly fromDay: string;
  /** Exclusive. */
  readonly toDay: string;
  readonly errors: readonly ForecastError[];
};

type Row = ForecastError & { version: number; made_at: Date; from_day: string; to_day: string };

/** The newest version; undefined: nothing was measured yet. */
export async function readForecastErrors(sql: Sql, world: string): Promise<ErrorsRead | undefined> {
  const { rows } = await sql.query<Row>(
    `SELECT version, made_at, from_day::text, to_day::text,
       kind, subject, horizon, n, mae, mae_naive AS "maeNaive", wins, losses, inside FROM forecast_errors
     WHERE world = $1 AND version = (SELECT max(version) FROM forecast_errors WHERE world = $1)
     ORDER BY kind, subject, horizon`,
    [world],
  );
  const [first] = rows;
  return (
    first && {
      ...{ version: first.version, madeAt: first.made_at.toISOString(), fromDay: first.from_day, toDay: first.to_day },
      errors: rows.map(({ kind, subject, horizon, n, mae, maeNaive, wins, losses, inside }) => ({
        ...{ kind, subject, horizon, n, mae, maeNaive, wins, losses, inside },
      })),
    }
  );
}
