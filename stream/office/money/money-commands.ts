import type { Command } from '../commands/command.ts';
import {
  closeApproveCommand,
  closeProposeCommand,
  closeRejectCommand,
  closeWithdrawCommand,
  dayReopenCommand,
} from './closing-commands.ts';
import { moneyExplainCommand } from './explain-command.ts';
import {
  mappingSetCommand,
  statementCheckCommand,
  statementImportCommand,
  statementRemoveCommand,
  statementUploadCommand,
} from './statement-commands.ts';

/** The verbs of money. */
export const moneyCommands: readonly Command[] = [
  mappingSetCommand,
  statementUploadCommand,
  statementCheckCommand,
  statementImportCommand,
  statementRemoveCommand,
  moneyExplainCommand,
  closeProposeCommand,
  closeApproveCommand,
  closeRejectCommand,
  closeWithdrawCommand,
  dayReopenCommand,
];
