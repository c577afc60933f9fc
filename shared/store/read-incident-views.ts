import { incidentNumber, type Incident } from '../duty/incident/incident.ts';
import type { IncidentView, Priority } from '../wire/duty.ts';
import { incidentCallsAt } from './incident-calls-at.ts';
import { incidentIsQuiet } from './incident-is-quiet.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import type { Sql } from './sql.ts';

/** Which incidents: by id, or a world's: open ones, and those closed since an instant of the world. */
export type IncidentsAsked =
  { readonly ids: readonly number[] } | { readonly world: string; readonly closedSince: Date };

/** What a view counts of an incident, whether all that calls in it is silenced, and at which priority it calls. */
export type IncidentCounts = {
  readonly open: number;
  readonly all: number;
  readonly openTasks: number;
  readonly isQuiet: boolean;
  readonly callsAt: Priority;
};

/** The counts of `incidents i`, as columns. */
export const incidentCounts = `
  (SELECT count(*) FROM alerts a WHERE a.incident = i.id)::int AS "all",
  (SELECT count(*) FROM alerts a WHERE a.incident = i.id AND a.closed_at IS NULL)::int AS "open",
  (SELECT count(*) FROM incident_tasks t WHERE t.incident = i.id AND t.done_at IS NULL)::int AS "openTasks",
  ${incidentIsQuiet} AS "isQuiet", ${incidentCallsAt} AS "callsAt"`;

/** Incidents as screens are told them, in the order of their ids. */
export async function readIncidentViews(sql: Sql, asked: IncidentsAsked): Promise<IncidentView[]> {
  const [where, values] =
    'ids' in asked
      ? ['i.id = ANY($1::bigint[])', [asked.ids]]
      : [
          `i.world = $1 AND (i.state NOT IN ('closed', 'merged') OR i.closed_at >= $2)`,
          [asked.world, asked.closedSince],
        ];
  const { rows } = await sql.query<IncidentRow & IncidentCounts>(
    `SELECT ${incidentColumns}, ${incidentCounts} FROM incidents i WHERE ${where} ORDER BY i.id`,
    values,
  );
  return rows.map((row) => toIncidentView(toIncident(row), row));
}

/** An incident as a row of the queue. */
export function toIncidentView(
  incident: Incident,
  { open, all, openTasks, isQuiet, callsAt }: IncidentCounts,
): IncidentView {
  const { id, world, title, priority, state, isExercise, cause, units, assets, affected, owner, version } = incident;
  const pause = incident.pauses.at(-1);
  return {
    ...{ id, number: incidentNumber(id), world, title, priority, state, isExercise, cause, units, assets },
    affected: {
      ...{ assets: affected.assets, points: affected.points, waiting: affected.waiting },
      ...{ kinds: affected.kinds, waitingAt: affected.waitingAt },
    },
    alerts: { open, all },
    ...{ owner, ownerUntil: isoOf(incident.ownerUntilMs) },
    ...{ occurredAt: isoAt(incident.occurredMs), detectedAt: isoAt(incident.detectedMs) },
    ...{ acknowledgedAt: isoOf(incident.acknowledgedMs), progressAt: isoOf(incident.progressMs) },
    ...{ resolvedAt: isoOf(incident.resolvedMs), detectDue: isoAt(incident.detectDueMs) },
    resolveDue: isoOf(incident.resolveDueMs),
    paused: pause && pause.toMs === null ? `${pause.reason}: ${pause.on}` : null,
    ...{ raisedAt: isoOf(incident.raisedMs), isQuiet, callsAt, openTasks, version },
  };
}

/** An instant in words of the wire. */
export function isoAt(ms: number): string {
  return new Date(ms).toISOString();
}

/** The same of one that may not have come. */
export function isoOf(ms: number | null): string | null {
  return ms === null ? null : isoAt(ms);
}
