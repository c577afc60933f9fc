import type { Priority } from '../../wire/duty.ts';
import type { Incident } from './incident.ts';

/** Whether a priority is graver than another. */
export function isGraver(priority: Priority, than: Priority): boolean {
  return priority < than;
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
