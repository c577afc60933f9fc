import type { Seal } from '#shared/service/seal.ts';
import { chainListCommand, chainRemoveCommand, chainSetCommand } from '../chains/chain-set.ts';
import { channelListCommand } from '../channels/channel-list.ts';
import { channelSetCommand } from '../channels/channel-set.ts';
import { notifyListCommand } from '../channels/notify-list.ts';
import { notifyTestCommand } from '../channels/notify-test.ts';
import { contactListCommand } from '../contacts/contact-list.ts';
import { contactRemoveCommand, contactSetCommand } from '../contacts/contact-set.ts';
import {
  shiftAcceptCommand,
  shiftOfferCommand,
  shiftRefuseCommand,
  shiftWithdrawCommand,
} from '../handover/shift-hand.ts';
import { shiftSeeCommand, shiftShowCommand } from '../handover/shift-show.ts';
import { rotaOverrideCommand, rotaOverrideRemoveCommand, rotaSetCommand } from '../rota/rota-set.ts';
import { rotaShowCommand } from '../rota/rota-show.ts';
import { alertAcknowledgeCommand, alertUnacknowledgeCommand } from './alert-acknowledge.ts';
import { alertAnswerCommand } from './alert-answer.ts';
import { alertListCommand, alertSeeCommand } from './alert-list.ts';
import { alertShelveCommand, alertUnshelveCommand, shelfListCommand } from './alert-shelve.ts';
import { alertUndoCommand } from './alert-undo.ts';
import { closureAcceptCommand, closureRefuseCommand } from './closure-decide.ts';
import { closureProposeCommand, closureWithdrawCommand } from './closure-propose.ts';
import type { DutyCommand } from './command.ts';
import { incidentCommands } from './incident-commands.ts';
import { maintenanceEndCommand, maintenanceListCommand, maintenanceSetCommand } from './maintenance.ts';

/** Verbs of alerts, shelves and maintenance. */
const ofAlerts: readonly DutyCommand[] = [
  alertAcknowledgeCommand,
  alertUnacknowledgeCommand,
  alertShelveCommand,
  alertUnshelveCommand,
  shelfListCommand,
  maintenanceSetCommand,
  maintenanceEndCommand,
  maintenanceListCommand,
  alertListCommand,
  alertSeeCommand,
  alertUndoCommand,
  alertAnswerCommand,
];

/** Verbs of closures that units announce. */
const ofClosures: readonly DutyCommand[] = [
  closureProposeCommand,
  closureWithdrawCommand,
  closureAcceptCommand,
  closureRefuseCommand,
];

/** Verbs of contacts, rota, notices and shifts. `seal` closes and opens addresses and channels' secrets. */
function ofPeople(seal: Seal): readonly DutyCommand[] {
  return [
    contactListCommand(seal),
    contactSetCommand(seal),
    contactRemoveCommand,
    channelListCommand,
    channelSetCommand(seal),
    notifyTestCommand,
    notifyListCommand,
    chainListCommand,
    chainSetCommand,
    chainRemoveCommand,
    rotaShowCommand,
    rotaSetCommand,
    rotaOverrideCommand,
    rotaOverrideRemoveCommand,
    shiftShowCommand,
    shiftSeeCommand,
    shiftOfferCommand,
    shiftAcceptCommand,
    shiftRefuseCommand,
    shiftWithdrawCommand,
  ];
}

/** Verbs of rules. */
const ofRules: readonly DutyCommand[] = [];

/** Every verb of the duty process, by name. */
export function listDutyCommands({ seal }: { seal: Seal }): ReadonlyMap<string, DutyCommand> {
  const commands = [...ofAlerts, ...ofClosures, ...incidentCommands, ...ofPeople(seal), ...ofRules];
  return new Map(commands.map((command) => [command.verb, command]));
}
