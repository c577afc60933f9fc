import type { IncidentState } from '../../wire/duty.ts';
import type { IncidentMove } from './incident-acts.ts';

/**
 * Which move leads from which state to which; what is not here is not allowed. `lapse` is the one that time makes: what was
 * claimed and not moved on comes back, while it waits too: nobody then vouches that the reason still holds, and its clock goes on. A closed incident is never added to; it can be reopened by a person, who then has it.
 */
export const transitions: Readonly<Record<IncidentState, Readonly<Partial<Record<IncidentMove, IncidentState>>>>> = {
  new: { acknowledge: 'acknowledged', start: 'in_progress', resolve: 'resolved', merge: 'merged' },
  acknowledged: {
    ...{ acknowledge: 'acknowledged', release: 'new', lapse: 'new', start: 'in_progress' },
    ...{ wait: 'waiting', resolve: 'resolved', merge: 'merged' },
  },
  in_progress: {
    ...{ acknowledge: 'in_progress', release: 'new', lapse: 'new' },
    ...{ wait: 'waiting', resolve: 'resolved', merge: 'merged' },
  },
  waiting: {
    ...{ acknowledge: 'waiting', release: 'new', lapse: 'new', resume: 'in_progress' },
    ...{ resolve: 'resolved', merge: 'merged' },
  },
  resolved: { close: 'closed', reopen: 'in_progress', merge: 'merged' },
  closed: { reopen: 'in_progress' },
  merged: {},
};

/** Where a move leads, or undefined where it is not allowed. */
export function nextState(from: IncidentState, move: IncidentMove): IncidentState | undefined {
  return transitions[from][move];
}

/** What can be done to an incident now. */
export function movesFrom(from: IncidentState): readonly IncidentMove[] {
  return Object.keys(transitions[from]) as IncidentMove[];
}

/** Whether somebody must still do something about it. */
export function isUnresolved(state: IncidentState): boolean {
  return state !== 'resolved' && state !== 'closed' && state !== 'merged';
}
