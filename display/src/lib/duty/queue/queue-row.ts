import type { AlertView, IncidentView, Priority } from '#shared/wire/duty.ts';

/** A line of the queue: an incident with its alerts, the likely cause first, or an alert that belongs to none. */
export type QueueRow = {
  /** `i<id>` or `a<id>`: the same for as long as the matter is the same. */
  readonly key: string;
  readonly incident: IncidentView | null;
  /** Open ones, and those that are over while the incident is not. */
  readonly alerts: readonly AlertView[];
  /** The alert that explains the others, or the only one; null: an incident without any. */
  readonly lead: AlertView | null;
  readonly priority: Priority;
  /** At which priority it calls: a graver alert may have come into what a person rated. */
  readonly callsAt: Priority;
  /** Whether somebody is called to take it: nobody has it, or it has become graver than whoever has it has seen. */
  readonly isUnacknowledged: boolean;
  /** All that would call in it is silenced: it is listed, and calls nobody. */
  readonly isQuiet: boolean;
  /** When it began, in the world's milliseconds. */
  readonly sinceMs: number;
  /** Done as far as work goes: resolved, or the alert is over. */
  readonly isDone: boolean;
  /** Nobody knows of at least one of its alerts whether it still holds. */
  readonly isUnknown: boolean;
};

/** The lines of the queue, in no order: open incidents, and announced alerts that belong to none of them. */
export function buildRows(incidents: Iterable<IncidentView>, alerts: Iterable<AlertView>): QueueRow[] {
  const open = [...incidents].filter(({ state }) => state !== 'closed' && state !== 'merged');
  const known = new Set(open.map(({ id }) => id));
  const byIncident = Map.groupBy(alerts, ({ incident }) =>
    incident !== null && known.has(incident) ? incident : null,
  );
  const alone = (byIncident.get(null) ?? []).filter((alert) => alert.incident === null && isInQueue(alert));
  return [
    ...open.map((incident) => toIncidentRow(incident, byIncident.get(incident.id) ?? [])),
    ...alone.map(toAlertRow),
  ];
}

/** Whether an alert is work: it is open, and neither a rule nor a person keeps it quiet. Who has it does not matter. */
function isInQueue({ closedAt, suppression, silencing }: AlertView): boolean {
  return closedAt === null && suppression.why === 'none' && silencing === null;
}

/** Open alerts that are kept quiet, oldest first: the desk lists them with the reason, and hides none. */
export function quietAlerts(alerts: Iterable<AlertView>): AlertView[] {
  return [...alerts]
    .filter((alert) => alert.closedAt === null && !isInQueue(alert))
    .sort((a, b) => a.openedAt.localeCompare(b.openedAt) || a.id - b.id);
}

/** Whether an incident has become graver than whoever has it has seen. */
export function isRaised({ raisedAt = null }: IncidentView): boolean {
  return raisedAt !== null;
}

function toIncidentRow(incident: IncidentView, alerts: readonly AlertView[]): QueueRow {
  const isQuiet = incident.isQuiet === true;
  const ordered = orderAlerts(alerts, incident.cause?.alert ?? null);
  return {
    key: `i${incident.id}`,
    ...{ incident, alerts: ordered, lead: ordered[0] ?? null, priority: incident.priority },
    callsAt: incident.callsAt ?? incident.priority,
    isUnacknowledged: !isQuiet && (incident.state === 'new' || isRaised(incident)),
    isQuiet,
    sinceMs: Date.parse(incident.occurredAt),
    isDone: incident.state === 'resolved',
    isUnknown: ordered.some(isUnknown),
  };
}

function toAlertRow(alert: AlertView): QueueRow {
  return {
    key: `a${alert.id}`,
    ...{ incident: null, alerts: [alert], lead: alert, priority: alert.priority, callsAt: alert.priority },
    ...{ isUnacknowledged: alert.acknowledgement === null, isQuiet: false },
    ...{ sinceMs: Date.parse(alert.since), isDone: alert.closedAt !== null, isUnknown: isUnknown(alert) },
  };
}

/** The cause first, then what it does not explain by itself, symptoms last; those that are over at the end. */
function orderAlerts(alerts: readonly AlertView[], cause: number | null): AlertView[] {
  const rank = (alert: AlertView): number => {
    if (alert.id === cause) return 0;
    return (alert.closedAt === null ? 1 : 3) + (alert.suppression.why === 'inhibited' ? 1 : 0);
  };
  return [...alerts].sort(
    (a, b) =>
      rank(a) - rank(b) || a.priority.localeCompare(b.priority) || a.since.localeCompare(b.since) || a.id - b.id,
  );
}

function isUnknown({ closedAt, condition }: AlertView): boolean {
  return closedAt === null && condition === 'no_data';
}
