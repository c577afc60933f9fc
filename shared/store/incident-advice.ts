import type { AdviceActed, AdviceView, Gauge } from '../wire/incident-commands.ts';
import type { Sql } from './sql.ts';

/** An advice that was followed and is to be measured. */
export type AdviceRow = {
  readonly id: number;
  readonly incident: number;
  readonly advice: AdviceView;
  readonly by: string;
  readonly at: Date;
  readonly before: Gauge;
  readonly measureAt: Date;
  readonly after: Gauge | null;
};

const columns = `d.id, d.incident, d.advice, d.by, d.at, d.before, d.measure_at AS "measureAt", d.after`;

/** Notes that an advice was followed; returns its id. */
export async function insertAdvice(sql: Sql, row: Omit<AdviceRow, 'id' | 'after'>): Promise<number> {
  const { rows } = await sql.query<{ id: number }>(
    `INSERT INTO incident_advice (incident, advice, by, at, before, measure_at)
     VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [row.incident, JSON.stringify(row.advice), row.by, row.at, JSON.stringify(row.before), row.measureAt],
  );
  const [added] = rows;
  if (!added) throw new Error('incident_advice: the advice was not stored');
  return added.id;
}

/** Advice of a world that is to be measured by now. */
export async function listUnmeasured(sql: Sql, world: string, now: Date): Promise<AdviceRow[]> {
  const { rows } = await sql.query<AdviceRow>(
    `SELECT ${columns} FROM incident_advice d JOIN incidents i ON i.id = d.incident
     WHERE d.after IS NULL AND d.measure_at <= $2 AND i.world = $1 ORDER BY d.id`,
    [world, now],
  );
  return rows;
}

/** Keeps what was measured afterwards. */
export async function setMeasured(sql: Sql, id: number, after: Gauge): Promise<void> {
  await sql.query('UPDATE incident_advice SET after = $2 WHERE id = $1', [id, JSON.stringify(after)]);
}

/** What was followed in an incident, the newest last. */
export async function listAdviceActed(sql: Sql, incident: number): Promise<AdviceActed[]> {
  const { rows } = await sql.query<AdviceRow>(
    `SELECT ${columns} FROM incident_advice d WHERE d.incident = $1 ORDER BY d.id`,
    [incident],
  );
  return rows.map(({ advice, by, at, before, after, measureAt }) => ({
    ...advice,
    ...{ by, at: at.toISOString(), before, after, measureAt: measureAt.toISOString() },
  }));
}
