import type { MoveFault } from '#shared/tasks/move-task.ts';
import type { Subject } from '#shared/access/authorize.ts';
import { foldTask } from '#shared/tasks/fold-task.ts';
import { moveTask } from '#shared/tasks/move-task.ts';
import { callOf, callsAhead } from '#shared/tasks/plan-calls.ts';
import type { TaskMove } from '#shared/tasks/task-moves.ts';
import { taskNumber } from '#shared/tasks/task-number.ts';
import type { OfficeTime } from '#shared/tasks/deadline.ts';
import { lockDirective } from '#shared/store/find-directive.ts';
import { readOfficeTime } from '#shared/store/read-office-time.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { saveStanding } from '#shared/store/save-standing.ts';
import type { Sql } from '#shared/store/sql.ts';
import { insertTaskEntry, listTaskEntries } from '#shared/store/task-entries.ts';
import { planTaskCalls } from '#shared/store/task-calls.ts';
import type { DirectiveRow } from '#shared/store/task-rows.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import type { Outcome } from '../commands/command.ts';

/** A task that is about to move: as it is kept, the world's time and the office's. */
export type Moving = { readonly row: DirectiveRow; readonly nowMs: number; readonly time: OfficeTime };

type Mover = { readonly sql: Sql; readonly now: Date; readonly actor: string; readonly subject: Subject };
type Wish = { readonly id: number; readonly expectedVersion?: number | undefined };

/**
 * Moves a task that is as the one who asks saw it: the move on its timeline, what it comes to, whom it calls and the line of
 * the trail are kept together.
 */
export async function carryMove(
  wish: Wish,
  { sql, now, actor, subject }: Mover,
  toMove: (moving: Moving) => Promise<TaskMove | Outcome> | TaskMove | Outcome,
): Promise<Outcome> {
  const row = await lockDirective(sql, wish.id);
  if (!row) return refuse('not-found', `there is no task ${wish.id}; /tasks shows what there is`);
  const number = taskNumber(row.id);
  if (subject.kind === 'account' && subject.unit !== null && subject.unit !== row.unit) {
    return refuse('forbidden', `${number} is not a task of ${subject.unit}`);
  }
  const entries = await listTaskEntries(sql, row.id);
  const standing = foldTask(entries);
  const worldMs = await readWorldNow(sql, row.world, now.getTime());
  const last = entries.at(-1);
  if (!standing || !last) throw new Error(`tasks: ${number} has no beginning`);
  if (wish.expectedVersion !== undefined && wish.expectedVersion !== row.version) {
    const done = `${last.by} did ${last.detail.move} at ${new Date(last.atMs).toISOString()}`;
    return refuse('conflict', `${number} is not as you saw it: ${done} (it is ${row.state}); look again`);
  }
  // A clock that was put back must not make a move come before the one it follows.
  const nowMs = Math.max(worldMs ?? now.getTime(), last.atMs);
  const time = await readOfficeTime(sql);
  const move = await toMove({ row, nowMs, time });
  if ('answer' in move) return move;
  const moved = moveTask(standing, move, { by: actor, atMs: nowMs });
  if ('fault' in moved) return refuse(...sayFault(moved.fault, { number, move, state: row.state }));
  await insertTaskEntry(sql, row.id, { by: actor, atMs: nowMs, detail: move });
  const version = await saveStanding(sql, row.id, moved.task);
  const call = callOf(move.move, nowMs);
  const calls = [...(call ? [call] : []), ...callsAhead(moved.task, nowMs, time)];
  await planTaskCalls(sql, { task: row.id, world: row.world }, calls);
  const due = new Date(moved.task.dueMs).toISOString();
  const value: TaskActed = { id: row.id, number, version, state: moved.task.state, due };
  const detail = { number, world: row.world, office: row.office, from: row.state, to: moved.task.state, ...move };
  return { answer: { ok: true, value }, audit: { subject: `task:${row.id}`, detail } };
}

/** Why an act was not done. */
export function refuse(code: 'invalid' | 'not-found' | 'conflict' | 'forbidden', message: string): Outcome {
  return { answer: { ok: false, code, message } };
}

function sayFault(
  fault: MoveFault,
  { number, move, state }: { number: string; move: TaskMove; state: string },
): ['invalid' | 'conflict' | 'forbidden', string] {
  switch (fault) {
    case 'state':
      return ['conflict', `${number} is ${state}: ${move.move} is not possible now`];
    case 'not-asked':
      return ['conflict', `nobody asks for more time for ${number}`];
    case 'asked-already':
      return ['conflict', `more time is asked for already for ${number}, and not decided on`];
    case 'not-later':
      return ['invalid', `due: must be later than ${number} is due now`];
    case 'own-report':
      return ['forbidden', `another person must decide on what you reported or asked for (${number})`];
  }
}
