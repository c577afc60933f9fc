import type { Priority } from '../../wire/duty.ts';
import type { Incident } from './incident.ts';
import { mostUrgent } from './title-of.ts';

/** Whether a priority is graver than another. */
export function isGraver(priority: Priority, than: Priority): boolean {
  return priority < than;
}

/** Whether how grave it is was said by a person, and alerts do not change that. */
export function isToldGravity({ isRated, openedBy }: Pick<Incident, 'isRated' | 'openedBy'>): boolean {
  return isRated || openedBy !== 'rule';
}

/** What is announced of an incident that alerts have come into. */
export type Raised = { readonly to: Priority; readonly detail: Readonly<Record<string, string>> };

/**
 * What makes an incident graver than it called until now: the priority that alerts gave it or, where a person's word on that
 * stands, the gravest of those that came in. Undefined: nothing does.
 */
export function raisedBy(
  incident: Pick<Incident, 'isRated' | 'openedBy' | 'priority'>,
  { calledAt, came }: { readonly calledAt: Priority; readonly came: readonly Priority[] },
): Raised | undefined {
  const { priority: stays } = incident;
  const isTold = isToldGravity(incident);
  const to = isTold ? mostUrgent([stays, ...came].map((priority) => ({ priority }))) : stays;
  if (!isGraver(to, calledAt)) return undefined;
  return { to, detail: isTold ? { move: 'announced', raised: to, stays } : { from: calledAt, to } };
}

/**
 * Since when an incident is graver than whoever has it has seen, once something is told of it: whatever a person does to it
 * settles that, and what nobody has calls by itself. Taking an act back is none: what it had settled is open again.
 */
export function raisedAfter(
  { owner, raisedMs }: Pick<Incident, 'owner' | 'raisedMs'>,
  told: readonly { readonly by: string; readonly kind: string }[],
): number | null {
  const isSeen = told.some(({ by, kind }) => by !== 'rule' && by !== 'duty' && kind !== 'undone');
  return owner === null || isSeen ? null : raisedMs;
}
