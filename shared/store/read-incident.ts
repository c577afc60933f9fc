import { timeFor, tookMs, type WorkingTime } from '../duty/incident/clocks.ts';
import { incidentNumber, type Incident } from '../duty/incident/incident.ts';
import type { AttachmentView, IncidentDetail, TaskView, TimelineEntry } from '../wire/incident-commands.ts';
import { alertColumns, toAlertView, type AlertRow } from './alert-rows.ts';
import { listAdviceActed } from './incident-advice.ts';
import { listEntries } from './incident-entries.ts';
import { listAttachments, listLinks, type AttachmentRow } from './incident-files.ts';
import { listTasks, type TaskRow } from './incident-tasks.ts';
import { incidentColumns, toIncident, type IncidentRow } from './incident-rows.ts';
import { listQuietSpans } from './list-quiet-spans.ts';
import { incidentCounts, isoAt, isoOf, toIncidentView, type IncidentCounts } from './read-incident-views.ts';
import type { Sql } from './sql.ts';

/** An incident with everything there is of it, but for advice, which only the duty process can give. */
export type KeptDetail = Omit<IncidentDetail, 'advice' | 'took'> & {
  /** When its alerts were put aside, and when that ended. */
  readonly silences: readonly TimelineEntry[];
};

/** Everything kept of an incident, and the incident itself; undefined: there is none, or none of that unit. */
export async function readIncident(
  sql: Sql,
  { id, unit }: { id: number; unit?: string | undefined },
): Promise<{ readonly kept: Incident; readonly detail: KeptDetail } | undefined> {
  const { rows } = await sql.query<IncidentRow & IncidentCounts>(
    `SELECT ${incidentColumns}, ${incidentCounts} FROM incidents i WHERE i.id = $1 AND ($2::text IS NULL OR $2 = ANY(i.units))`,
    [id, unit ?? null],
  );
  const [row] = rows;
  if (!row) return undefined;
  const kept = toIncident(row);
  const merged = await listMerged(sql, id);
  const alerts = await sql.query<AlertRow>(
    `SELECT ${alertColumns} FROM alerts a WHERE a.incident = $1 ORDER BY a.closed_at IS NOT NULL, a.priority, a.since, a.id`,
    [id],
  );
  const detail: KeptDetail = {
    incident: toIncidentView(kept, row),
    ...{ channel: kept.channel, openedBy: kept.openedBy, place: kept.place, how: kept.how },
    ...{ acknowledgedAt: isoOf(kept.acknowledgedMs), closedAt: isoOf(kept.closedMs) },
    mergedInto: kept.mergedInto === null ? null : { id: kept.mergedInto, number: incidentNumber(kept.mergedInto) },
    mergedFrom: merged.map((from) => ({ id: from, number: incidentNumber(from) })),
    pauses: kept.pauses.map(({ fromMs, toMs, reason, on }) => ({ from: isoAt(fromMs), to: isoOf(toMs), reason, on })),
    alerts: alerts.rows.map(toAlertView),
    tasks: (await listTasks(sql, id)).map(toTaskView),
    links: await listLinks(sql, id),
    attachments: (await listAttachments(sql, id)).map(toAttachmentView),
    acted: await listAdviceActed(sql, id),
    timeline: await listEntries(sql, [id, ...merged]),
    silences: await listQuietSpans(sql, id),
  };
  return { kept, detail };
}

/** What an incident took, by the clock of its priority. */
export function tookOf(kept: Incident, working: WorkingTime): IncidentDetail['took'] {
  return tookMs(kept, timeFor(kept.priority, working));
}

function toTaskView({ dueAt, addedAt, doneAt, ...task }: TaskRow): TaskView {
  const { id, text, unit, office, addedBy, doneBy } = task;
  return {
    ...{ id, text, unit, office, addedBy, doneBy, dueAt: dueAt?.toISOString() ?? null },
    ...{ addedAt: addedAt.toISOString(), doneAt: doneAt?.toISOString() ?? null },
  };
}

function toAttachmentView({ id, name, type, size, sha256, by, at }: AttachmentRow): AttachmentView {
  return { id, name, type, bytes: size, sha256, by, at: at.toISOString() };
}

/** What became part of an incident, however often. */
async function listMerged(sql: Sql, id: number): Promise<number[]> {
  const { rows } = await sql.query<{ id: number }>(
    `WITH RECURSIVE part AS (
       SELECT id FROM incidents WHERE merged_into = $1
       UNION SELECT i.id FROM incidents i JOIN part p ON i.merged_into = p.id
     ) SELECT id FROM part ORDER BY id`,
    [id],
  );
  return rows.map((row) => row.id);
}
