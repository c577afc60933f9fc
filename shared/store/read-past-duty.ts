import type { AlertActTold, TransitionTold } from '../wire/alert-commands.ts';
import type { TimelineEntry } from '../wire/incident-commands.ts';
import type { IncidentView } from '../wire/duty.ts';
import { alertColumns, toAlertView, type AlertRow } from './alert-rows.ts';
import type { AlertView } from '../wire/duty.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import { toIncidentView } from './read-incident-views.ts';
import type { Sql } from './sql.ts';

/** An alert as it is now, and what became of it when. */
export type PastAlert = {
  readonly view: AlertView;
  readonly transitions: readonly Pick<TransitionTold, 'at' | 'since' | 'to' | 'value'>[];
  readonly acts: readonly Pick<AlertActTold, 'at' | 'by' | 'act' | 'until'>[];
};

/** An incident as it is now, and its timeline. */
export type PastIncident = { readonly view: IncidentView; readonly entries: readonly TimelineEntry[] };

export type PastDuty = { readonly alerts: readonly PastAlert[]; readonly incidents: readonly PastIncident[] };

type Told = { readonly at: Date };
type TransitionRow = Told & { alert: number; since: Date; to: TransitionTold['to']; value: TransitionTold['value'] };
type ActRow = Told & { alert: number; by: string; act: AlertActTold['act']; until: Date | null };
type EntryRow = Told & Omit<TimelineEntry, 'at'> & { incident: number };

/** Everything of a world's alerts and incidents that were open at some time between two instants of it. */
export async function readPastDuty(
  sql: Sql,
  { world, fromMs, toMs }: { readonly world: string; readonly fromMs: number; readonly toMs: number },
): Promise<PastDuty> {
  const [from, to] = [new Date(fromMs), new Date(toMs)];
  const alerts = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a
     WHERE a.world = $1 AND a.opened_at <= $3 AND (a.closed_at IS NULL OR a.closed_at >= $2) ORDER BY a.opened_seq, a.id`,
    [world, from, to],
  );
  const ids = alerts.rows.map(({ id }) => id);
  const transitions = await sql.query<TransitionRow>(
    `SELECT alert, at, since, becomes AS "to", value FROM alert_transitions WHERE alert = ANY($1::bigint[]) ORDER BY alert, seq`,
    [ids],
  );
  const acts = await sql.query<ActRow>(
    'SELECT alert, at, by, act, until FROM alert_acts WHERE alert = ANY($1::bigint[]) ORDER BY alert, id',
    [ids],
  );
  const incidents = await sql.query<IncidentRow>(
    `SELECT ${incidentColumns} FROM incidents i WHERE i.world = $1 AND i.detected_at <= $3
       AND coalesce(i.closed_at, CASE WHEN i.state = 'merged' THEN i.progress_at END, 'infinity') >= $2 ORDER BY i.id`,
    [world, from, to],
  );
  const entries = await sql.query<EntryRow>(
    `SELECT incident, id, at, by, kind, detail FROM incident_entries
     WHERE incident = ANY($1::bigint[]) ORDER BY incident, at, id`,
    [incidents.rows.map(({ id }) => id)],
  );
  const [transitionsOf, actsOf] = [groupBy(transitions.rows, 'alert'), groupBy(acts.rows, 'alert')];
  const entriesOf = groupBy(entries.rows, 'incident');
  return {
    alerts: alerts.rows.map((row) => ({
      view: toAlertView(row),
      transitions: (transitionsOf.get(row.id) ?? []).map(({ at, since, to: becomes, value }) => ({
        ...{ at: at.toISOString(), since: since.toISOString(), to: becomes, value },
      })),
      acts: (actsOf.get(row.id) ?? []).map(({ at, by, act, until }) => ({
        ...{ at: at.toISOString(), by, act, until: until?.toISOString() ?? null },
      })),
    })),
    incidents: incidents.rows.map((row) => ({
      // Its alerts and tasks are counted as of the moment asked about.
      view: toIncidentView(toIncident(row), { open: 0, all: 0, openTasks: 0, isQuiet: false, callsAt: row.priority }),
      entries: (entriesOf.get(row.id) ?? []).map(({ id, at, by, kind, detail }) => ({
        ...{ id, at: at.toISOString(), by, kind, detail },
      })),
    })),
  };
}

function groupBy<Row extends Readonly<Record<Key, number>>, Key extends string>(
  rows: readonly Row[],
  key: Key,
): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[key]);
    if (group) group.push(row);
    else groups.set(row[key], [row]);
  }
  return groups;
}
