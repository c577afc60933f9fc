import type { IncidentState, IncidentView, Priority } from '../wire/duty.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import { incidentCounts, toIncidentView, type IncidentCounts } from './read-incident-views.ts';
import type { Sql } from './sql.ts';

/** Which incidents are asked for; what is undefined is any. Instants are the world's, `to` is not part of the span. */
export type IncidentFilter = {
  readonly world: string;
  readonly states?: readonly IncidentState[] | undefined;
  readonly priorities?: readonly Priority[] | undefined;
  readonly unit?: string | undefined;
  readonly owner?: string | undefined;
  /** In its number, title, cause, notes or the names of its assets; written with or without marks. */
  readonly text?: string | undefined;
  readonly from?: Date | undefined;
  readonly to?: Date | undefined;
  readonly limit: number;
  readonly skip?: number | undefined;
};

/** Incidents, the newest first, and how many there are in all. */
export async function listIncidents(
  sql: Sql,
  filter: IncidentFilter,
): Promise<{ readonly total: number; readonly rows: readonly IncidentView[] }> {
  const { world, states, priorities, unit, owner, text, from, to, limit, skip = 0 } = filter;
  const { rows } = await sql.query<IncidentRow & IncidentCounts & { total: number }>(
    `SELECT ${incidentColumns}, ${incidentCounts}, count(*) OVER () AS total FROM incidents i
     WHERE i.world = $1 AND ($2::text[] IS NULL OR i.state = ANY($2)) AND ($3::text[] IS NULL OR i.priority = ANY($3))
       AND ($4::text IS NULL OR $4 = ANY(i.units)) AND ($5::text IS NULL OR i.owner = $5)
       AND ($6::timestamptz IS NULL OR i.occurred_at >= $6) AND ($7::timestamptz IS NULL OR i.occurred_at < $7)
       AND ($8::text IS NULL OR ${searched} LIKE '%' || ${plain('$8')} || '%' OR $8 ILIKE 'SC-' || i.id OR $8 = i.id::text
         OR EXISTS (SELECT FROM incident_entries e WHERE e.incident = i.id AND e.kind = 'note'
           AND ${plain(`e.detail ->> 'text'`)} LIKE '%' || ${plain('$8')} || '%'))
     ORDER BY i.occurred_at DESC, i.id DESC LIMIT $9 OFFSET $10`,
    [
      ...[world, states ?? null, priorities ?? null, unit ?? null, owner ?? null, from ?? null, to ?? null],
      ...[text === undefined || text === '' ? null : text.replaceAll(/[%_\\]/g, ' ').trim(), limit, skip],
    ],
  );
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => toIncidentView(toIncident(row), row)),
  };
}

/** Letters without their marks, small: who searches writes Ba Dinh as well as Ba Đình. */
function plain(column: string): string {
  const bare = `translate(lower(normalize(${column}, NFD)), 'đ', 'd')`;
  return String.raw`regexp_replace(${bare}, '[\u0300-\u036f]', '', 'g')`;
}

const searched =
  plain(`i.title_vi || ' ' || i.title_en || ' ' || coalesce(i.cause_vi, '') || ' ' || coalesce(i.cause_en, '')
  || ' ' || array_to_string(i.assets, ' ') || ' ' || array_to_string(i.units, ' ')`);
