import type { Held } from '../rules/ask.ts';
import type { PastSpan } from './read-rule-past.ts';
import type { Sql } from './sql.ts';

type NamedReading = Held & { readonly name: string };

/** A reading as it was handed in at an instant of its world. */
export type PastReading = { readonly atMs: number; readonly reading: NamedReading };

/** Keeps what is handed to rules at an instant of a world. */
export async function insertReadings(
  sql: Sql,
  { world, at }: { readonly world: string; readonly at: Date },
  readings: readonly NamedReading[],
): Promise<void> {
  await sql.query(
    `INSERT INTO rule_readings (world, name, at, time, value, ahead)
     SELECT $1, name, $2, time, value, ahead
     FROM jsonb_to_recordset($3) AS told (name text, time timestamptz, value double precision, ahead jsonb)
     ON CONFLICT DO NOTHING`,
    [world, at, JSON.stringify(readings)],
  );
}

/** What was handed in during a span, in order. */
export async function readPastReadings(
  sql: Sql,
  { world, fromMs, toMs }: PastSpan,
  names: readonly string[],
): Promise<PastReading[]> {
  if (names.length === 0) return [];
  const { rows } = await sql.query<{
    name: string;
    at: Date;
    time: Date;
    value: number | null;
    ahead: Held['ahead'] | null;
  }>(
    `SELECT name, at, time, value, ahead FROM rule_readings
     WHERE world = $1 AND at >= $2 AND at < $3 AND name = ANY($4::text[]) ORDER BY at, name`,
    [world, new Date(fromMs), new Date(toMs), names],
  );
  return rows.map(({ name, at, time, value, ahead }) => ({
    atMs: at.getTime(),
    reading: { name, time: time.toISOString(), value, ...(ahead && { ahead }) },
  }));
}

/** Lets go of what was handed in before an instant. */
export async function deleteReadingsBefore(sql: Sql, before: Date): Promise<void> {
  await sql.query('DELETE FROM rule_readings WHERE at < $1', [before]);
}
