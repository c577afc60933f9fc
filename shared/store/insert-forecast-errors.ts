import type { ForecastError } from '../forecast/measure/errors.ts';
import type { Sql } from './sql.ts';

/** One measuring of a world: which days (the second exclusive) were forecast once more, and how far off that was. */
export type Measured = {
  readonly world: string;
  readonly madeAt: Date;
  readonly fromDay: string;
  readonly toDay: string;
  readonly errors: readonly ForecastError[];
};

/** Stores a measuring as the world's next version. */
export async function insertForecastErrors(sql: Sql, { world, madeAt, fromDay, toDay, errors }: Measured) {
  await sql.query(
    `INSERT INTO forecast_errors
       (world, version, made_at, from_day, to_day, kind, subject, horizon, n, mae, mae_naive, wins, losses, inside)
     SELECT $1, (SELECT coalesce(max(version), 0) + 1 FROM forecast_errors WHERE world = $1), $2, $3::date, $4::date, e.*
     FROM unnest($5::text[], $6::text[], $7::int[], $8::bigint[], $9::float8[], $10::float8[], $11::bigint[],
       $12::bigint[], $13::bigint[]) AS e`,
    [
      ...[world, madeAt, fromDay, toDay],
      ...(['kind', 'subject', 'horizon', 'n', 'mae', 'maeNaive', 'wins', 'losses', 'inside'] as const).map((field) =>
        errors.map((error) => error[field]),
      ),
    ],
  );
}
