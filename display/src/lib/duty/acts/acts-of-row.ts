import type { IncidentState } from '#shared/wire/duty.ts';
import { isRaised, type QueueRow } from '../queue/queue-row.ts';

/** What can be done to a row from the desk. */
export const rowActs = [
  ...(['acknowledge', 'start', 'wait', 'resume', 'resolve', 'close', 'reopen'] as const),
  ...(['release', 'escalate', 'note', 'shelve', 'open_incident'] as const),
] as const;
export type RowAct = (typeof rowActs)[number];

const ofState: Readonly<Record<IncidentState, readonly RowAct[]>> = {
  new: ['acknowledge', 'start', 'resolve', 'escalate', 'note'],
  acknowledged: ['start', 'wait', 'resolve', 'release', 'escalate', 'note'],
  in_progress: ['resolve', 'wait', 'release', 'escalate', 'note'],
  waiting: ['resume', 'acknowledge', 'resolve', 'release', 'escalate', 'note'],
  resolved: ['close', 'reopen', 'note'],
  closed: ['reopen'],
  merged: [],
};

/** The acts that fit how a row stands, the likeliest first. Whether they are allowed is judged by their owner. */
export function actsOfRow({ incident, lead, isUnacknowledged }: QueueRow): RowAct[] {
  const canShelve = lead !== null && lead.closedAt === null && lead.silencing === null;
  const shelve: RowAct[] = canShelve ? ['shelve'] : [];
  if (incident) {
    const first: RowAct[] = isRaised(incident) ? ['acknowledge'] : [];
    return [...new Set([...first, ...ofState[incident.state], ...shelve])];
  }
  if (!lead || lead.closedAt !== null) return [];
  return [isUnacknowledged ? 'acknowledge' : 'release', 'open_incident', ...shelve];
}
