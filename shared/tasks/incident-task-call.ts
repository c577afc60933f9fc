import { undoForS } from '../duty/incident/incident-acts.ts';
import type { CallKind } from './plan-calls.ts';

/** Why whoever has a task of an incident is called: it is new, nearly due, or late. */
export type IncidentTaskCall = {
  readonly kind: Extract<CallKind, 'given' | 'soon' | 'overdue'>;
  readonly atMs: number;
};

/** A reminder comes when a quarter of the time is left, at most a day; of a task that leaves less than this it comes too late. */
const soonestMs = 10 * 60_000;
const longestMs = 86_400_000;

/**
 * The last call whose time has come for a task that is not done; undefined: none has. What its author takes back within seconds
 * reaches nobody, and who hears that it is late need not hear before that it is new.
 */
export function incidentTaskCall(
  { addedMs, dueMs }: { readonly addedMs: number; readonly dueMs: number | null },
  nowMs: number,
): IncidentTaskCall | undefined {
  const givenMs = addedMs + undoForS * 1_000;
  if (nowMs < givenMs) return undefined;
  if (dueMs === null) return { kind: 'given', atMs: givenMs };
  if (nowMs > dueMs) return { kind: 'overdue', atMs: Math.max(dueMs + 1, givenMs) };
  const leftMs = Math.min((dueMs - addedMs) / 4, longestMs);
  if (leftMs >= soonestMs && nowMs >= dueMs - leftMs) return { kind: 'soon', atMs: dueMs - leftMs };
  return { kind: 'given', atMs: givenMs };
}
