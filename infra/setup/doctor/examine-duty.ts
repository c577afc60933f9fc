import type pg from 'pg';
import type { Finding } from './finding.ts';

/** It commits its place every ten seconds, with a little room. */
const longestS = 30;

/** Whether somebody judges the city: the duty process commits its place every few seconds. */
export async function examineDuty(client: pg.Client): Promise<Omit<Finding, 'name'>> {
  const { rows } = await client.query<{ ageS: number; open: number }>(
    `SELECT extract(epoch FROM now() - committed_at)::float8 AS "ageS",
       (SELECT count(*) FROM alerts WHERE closed_at IS NULL)::int AS open
     FROM duty_position`,
  );
  const remedy = 'read logs/duty.log in the data folder';
  const [row] = rows;
  if (!row) return { state: 'bad', found: 'no duty process has judged here yet', remedy };
  const found = `judged ${Math.max(0, Math.round(row.ageS))} s ago, ${row.open} alerts open`;
  return row.ageS <= longestS ? { state: 'ok', found } : { state: 'bad', found, remedy };
}
