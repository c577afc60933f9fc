import type { DutyCommand } from './command.ts';
import { incidentActCommand } from './incident-advice.ts';
import {
  incidentAssignCommand,
  incidentNoteCommand,
  incidentRenameCommand,
  incidentSeverityCommand,
} from './incident-details.ts';
import {
  incidentAttachCommand,
  incidentDetachCommand,
  incidentLinkCommand,
  incidentUnlinkCommand,
} from './incident-files.ts';
import { incidentListCommand, incidentSeeCommand } from './incident-list.ts';
import { incidentJoinCommand, incidentMergeCommand, incidentSplitCommand } from './incident-members.ts';
import {
  incidentAcknowledgeCommand,
  incidentCloseCommand,
  incidentReleaseCommand,
  incidentReopenCommand,
  incidentResolveCommand,
  incidentResumeCommand,
  incidentStartCommand,
  incidentWaitCommand,
} from './incident-moves.ts';
import { incidentOpenCommand } from './incident-open.ts';
import { incidentTaskAddCommand, incidentTaskDoneCommand, incidentTaskReportCommand } from './incident-tasks.ts';
import { incidentUndoCommand } from './incident-undo.ts';

/** Verbs of incidents. */
export const incidentCommands: readonly DutyCommand[] = [
  ...[incidentOpenCommand, incidentListCommand, incidentSeeCommand, incidentUndoCommand],
  ...[incidentAcknowledgeCommand, incidentReleaseCommand, incidentStartCommand, incidentWaitCommand],
  ...[incidentResumeCommand, incidentResolveCommand, incidentCloseCommand, incidentReopenCommand],
  ...[incidentMergeCommand, incidentSplitCommand, incidentJoinCommand],
  ...[incidentNoteCommand, incidentAssignCommand, incidentSeverityCommand, incidentRenameCommand],
  ...[incidentTaskAddCommand, incidentTaskDoneCommand, incidentTaskReportCommand],
  ...[incidentLinkCommand, incidentUnlinkCommand, incidentAttachCommand, incidentDetachCommand, incidentActCommand],
];
