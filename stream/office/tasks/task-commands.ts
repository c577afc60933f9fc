import type { Command } from '../commands/command.ts';
import {
  taskAskCommand,
  taskFinishCommand,
  taskNoteCommand,
  taskReadCommand,
  taskStartCommand,
} from './task-answer.ts';
import {
  taskAcceptCommand,
  taskGrantCommand,
  taskRefuseCommand,
  taskReturnCommand,
  taskWithdrawCommand,
} from './task-decide.ts';
import { taskGiveCommand } from './task-give.ts';
import { taskListCommand, taskSeeCommand } from './task-show.ts';

/** Every verb on tasks. */
export const taskCommands: readonly Command[] = [
  taskGiveCommand,
  taskReadCommand,
  taskStartCommand,
  taskNoteCommand,
  taskAskCommand,
  taskFinishCommand,
  taskGrantCommand,
  taskRefuseCommand,
  taskAcceptCommand,
  taskReturnCommand,
  taskWithdrawCommand,
  taskListCommand,
  taskSeeCommand,
];
