import { taskAccept, taskGrant, taskRefuse, taskReturn, taskWithdraw } from '#shared/wire/task-commands.ts';
import { defineCommand } from '../commands/command.ts';
import { carryMove } from './carry-move.ts';

const needs = 'task.give';
const repeat = 'once';

/** `task.grant`: more time, as it was asked for. */
export const taskGrantCommand = defineCommand({
  ...{ verb: 'task.grant', repeat, needs, body: taskGrant },
  act: ({ note = null, ...wish }, context) => carryMove(wish, context, () => ({ move: 'grant', note })),
});

/** `task.refuse`: no more time. */
export const taskRefuseCommand = defineCommand({
  ...{ verb: 'task.refuse', repeat, needs, body: taskRefuse },
  act: ({ why, ...wish }, context) => carryMove(wish, context, () => ({ move: 'refuse', why })),
});

/** `task.accept`: it is done. */
export const taskAcceptCommand = defineCommand({
  ...{ verb: 'task.accept', repeat, needs, body: taskAccept },
  act: ({ note = null, ...wish }, context) => carryMove(wish, context, () => ({ move: 'accept', note })),
});

/** `task.return`: it is not done yet, and why. */
export const taskReturnCommand = defineCommand({
  ...{ verb: 'task.return', repeat, needs, body: taskReturn },
  act: ({ why, ...wish }, context) => carryMove(wish, context, () => ({ move: 'return', why })),
});

/** `task.withdraw`: it is not to be done after all. */
export const taskWithdrawCommand = defineCommand({
  ...{ verb: 'task.withdraw', repeat, needs, body: taskWithdraw },
  act: ({ why, ...wish }, context) => carryMove(wish, context, () => ({ move: 'withdraw', why })),
});
