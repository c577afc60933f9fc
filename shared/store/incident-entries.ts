import type { EntryKind } from '../duty/incident/incident-acts.ts';
import type { TimelineEntry } from '../wire/incident-commands.ts';
import type { Sql } from './sql.ts';

/** A line for a timeline. */
export type NewEntry = {
  readonly incident: number;
  readonly at: Date;
  readonly by: string;
  readonly kind: EntryKind;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** Adds lines, in order. */
export async function insertEntries(sql: Sql, entries: readonly NewEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
  await sql.query(
    `INSERT INTO incident_entries (incident, at, by, kind, detail)
     SELECT incident, at, by, kind, detail
     FROM jsonb_to_recordset($1::jsonb) AS e (incident bigint, at timestamptz, by text, kind text, detail jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The timelines of some incidents as one, in order. */
export async function listEntries(sql: Sql, incidents: readonly number[]): Promise<TimelineEntry[]> {
  const { rows } = await sql.query<Omit<TimelineEntry, 'at'> & { at: Date }>(
    'SELECT id, at, by, kind, detail FROM incident_entries WHERE incident = ANY($1::bigint[]) ORDER BY at, id',
    [incidents],
  );
  return rows.map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() }));
}
