import type { Says } from '#shared/wire/duty.ts';
import type { QueueRow } from '../queue/queue-row.ts';

/** Rows that one cause explains, in the order of the queue; `name` null: nobody knows of a cause. */
export type CauseGroup = {
  readonly key: string;
  readonly name: Says | null;
  readonly rows: readonly QueueRow[];
  readonly alerts: number;
};

/**
 * The queue in a flood: gathered by likely cause, or else by what happened, in the order of each group's first row. Nothing
 * is left out; P3 is folded by who draws it.
 */
export function groupByCause(rows: readonly QueueRow[]): CauseGroup[] {
  return [...Map.groupBy(rows, causeKey)].map(([key, members]) => ({
    key,
    name: members[0] ? nameOf(members[0]) : null,
    rows: members,
    alerts: members.reduce((sum, { incident, alerts }) => sum + (incident?.alerts.open ?? alerts.length), 0),
  }));
}

function causeKey({ incident, lead }: QueueRow): string {
  if (lead) return `${lead.rule} ${lead.labels.operator ?? ''}`.trim();
  return incident?.cause ? `says ${incident.cause.text.vi}` : 'unknown';
}

function nameOf({ incident, lead }: QueueRow): Says | null {
  return lead?.name ?? incident?.cause?.text ?? null;
}
