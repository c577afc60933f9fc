import type { TaskDetail } from '#shared/store/read-task.ts';
import type { TaskActed } from '#shared/wire/task-commands.ts';
import { askOwner } from '../commands/ask-owner.ts';
import type { CommandIo } from '../setup/command.ts';

/** Moves a task as it is now; whoever moved it in between is not passed over: the office says so. */
export async function sendMove(
  io: CommandIo,
  { id, move, json, ...said }: { id: number; move: string; json: boolean } & Readonly<Record<string, unknown>>,
): Promise<void> {
  const { task } = await askOwner<TaskDetail>('office', io, 'task.see', { id });
  const body = { id, expectedVersion: task.version, ...said };
  const moved = await askOwner<TaskActed>('office', io, `task.${move}`, body);
  io.stdout.write(
    json ? `${JSON.stringify(moved, null, 2)}\n` : `${moved.number} is ${moved.state}, due ${moved.due}\n`,
  );
}
