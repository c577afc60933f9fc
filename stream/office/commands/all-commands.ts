import type pg from 'pg';
import type { Seal } from '#shared/service/seal.ts';
import { briefCommands } from '../brief/brief-commands.ts';
import { accountAdmitCommand } from './account-admit.ts';
import { accountChangeCommand, accountDisableCommand } from './account-change.ts';
import { accountListCommand } from './account-list.ts';
import { accountCreateCommand, accountPasswordCommand } from './account.ts';
import { actJudgeCommand } from './act-judge.ts';
import { answerGiveCommand } from '../promises/answer-give.ts';
import { answerWithdrawCommand } from '../promises/answer-withdraw.ts';
import type { Command } from './command.ts';
import { drillCommands } from './drill.ts';
import { exclusionApproveCommand, exclusionRejectCommand, exclusionWithdrawCommand } from './exclusion-decide.ts';
import { exclusionListCommand } from './exclusion-list.ts';
import { exclusionProposeCommand } from './exclusion-propose.ts';
import { createKeyCommand } from './key-create.ts';
import { keyListCommand } from './key-list.ts';
import { keyRevokeCommand } from './key-revoke.ts';
import { keyTryCommand } from './key-try.ts';
import { moneyCommands } from '../money/money-commands.ts';
import { ownAccountCommands } from './own-account.ts';
import { packDiffCommand, packImportCommand } from './pack-import.ts';
import { packUploadCommand } from './pack-upload.ts';
import { ruleOffCommand, ruleSetCommand } from './rule-set.ts';
import { ruleTestCommand } from './rule-test.ts';
import { establishmentSetCommand } from '../staff/establishment-set.ts';
import { staffCommands } from '../staff/staff-move.ts';
import { taskCommands } from '../tasks/task-commands.ts';
import { targetListCommand } from './target-list.ts';
import { targetSetCommand } from './target-set.ts';
import { wallSetCommand } from './wall-set.ts';
import { wallTokenCreateCommand, wallTokenListCommand, wallTokenRevokeCommand } from './wall-token.ts';
import { worldListCommand } from './world-list.ts';
import { worldSetCommand } from './world-set.ts';

/** Every verb of the office, by name. */
export function listCommands(options: { retentionD: number; seal: Seal; pool: pg.Pool }): ReadonlyMap<string, Command> {
  const commands = [
    createKeyCommand(options.retentionD),
    keyListCommand,
    keyRevokeCommand,
    keyTryCommand,
    worldSetCommand,
    worldListCommand,
    wallTokenCreateCommand,
    wallTokenListCommand,
    wallTokenRevokeCommand,
    accountCreateCommand,
    accountPasswordCommand,
    accountChangeCommand,
    accountDisableCommand,
    accountListCommand,
    accountAdmitCommand,
    ...ownAccountCommands(options.seal),
    actJudgeCommand,
    packUploadCommand,
    packDiffCommand,
    packImportCommand,
    targetSetCommand,
    targetListCommand,
    wallSetCommand,
    exclusionProposeCommand,
    exclusionApproveCommand,
    exclusionRejectCommand,
    exclusionWithdrawCommand,
    exclusionListCommand,
    answerGiveCommand,
    answerWithdrawCommand,
    ...briefCommands(options.pool),
    ruleTestCommand,
    ruleSetCommand,
    ruleOffCommand,
    ...taskCommands,
    ...staffCommands,
    establishmentSetCommand,
    ...drillCommands,
    ...moneyCommands,
  ];
  return new Map(commands.map((command) => [command.verb, command]));
}
