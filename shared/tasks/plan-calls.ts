import { closingAfter, closingBefore, type OfficeTime } from './deadline.ts';
import type { TaskMoveName } from './task-moves.ts';
import { isUndone, type TaskStanding } from './task-standing.ts';

/** Why somebody is called: something was done to the task, or its time has come. */
export const callKinds = [
  ...(['given', 'unread', 'soon', 'overdue', 'escalated'] as const),
  ...(['asked', 'granted', 'refused', 'finished', 'accepted', 'returned', 'withdrawn'] as const),
] as const;
export type CallKind = (typeof callKinds)[number];

/** Who is called: the office that has the task, whoever gave it, or the office above. */
export type Audience = 'responsible' | 'giver' | 'superior';

export type Call = { readonly kind: CallKind; readonly audience: Audience; readonly atMs: number };

/** Working days after the deadline on which the office above is called. */
const escalatedAfterDays = [1, 3, 5];

const told: Readonly<Partial<Record<TaskMoveName, readonly [CallKind, Audience]>>> = {
  issue: ['given', 'responsible'],
  ask: ['asked', 'giver'],
  grant: ['granted', 'responsible'],
  refuse: ['refused', 'responsible'],
  finish: ['finished', 'giver'],
  accept: ['accepted', 'responsible'],
  return: ['returned', 'responsible'],
  withdraw: ['withdrawn', 'responsible'],
};

/** Whom a move calls at once. */
export function callOf(move: TaskMoveName, atMs: number): Call | undefined {
  const [kind, audience] = told[move] ?? [];
  return kind !== undefined && audience !== undefined ? { kind, audience, atMs } : undefined;
}

/**
 * Whom time calls, if nothing else is done to a task from `nowMs` on: the office when nobody there has read it by the close of
 * the next working day, and a working day before it is due; office and giver when it is late; office, giver and the
 * office above one, three and five working days after that.
 */
export function callsAhead(task: TaskStanding, nowMs: number, time: OfficeTime): Call[] {
  if (!isUndone(task.state)) return [];
  const { givenMs, dueMs } = task;
  const at = (kind: CallKind, atMs: number | undefined, ...audiences: Audience[]): Call[] =>
    atMs === undefined ? [] : audiences.map((audience) => ({ kind, audience, atMs }));
  const soonMs = closingBefore(dueMs, time);
  const unreadMs = closingAfter(givenMs, 1, time);
  return [
    ...(task.read === null && (unreadMs ?? dueMs) < dueMs ? at('unread', unreadMs, 'responsible', 'giver') : []),
    ...((soonMs ?? 0) > givenMs ? at('soon', soonMs, 'responsible') : []),
    ...at('overdue', dueMs + 1, 'responsible', 'giver'),
    ...escalatedAfterDays.flatMap((days) =>
      at('escalated', closingAfter(dueMs, days, time), 'responsible', 'giver', 'superior'),
    ),
  ].filter((call) => call.atMs > nowMs);
}
