/** What is done to an incident as a whole and moves it from state to state. */
export const incidentMoves = [
  ...(['acknowledge', 'release', 'lapse', 'start', 'wait', 'resume', 'resolve', 'close', 'reopen', 'merge'] as const),
] as const;
export type IncidentMove = (typeof incidentMoves)[number];

/** How an incident became known. `rule`: an alert told. */
export const incidentChannels = ['rule', 'call', 'ward', 'radio', 'press', 'staff', 'other'] as const;
export type IncidentChannel = (typeof incidentChannels)[number];

/** Why a clock may stand still: nothing that this city's duty officers can do moves the incident on. */
export const waitReasons = ['other_unit', 'supplier', 'power', 'network', 'weather', 'citizen', 'approval'] as const;
export type WaitReason = (typeof waitReasons)[number];

/** What a timeline tells of. */
export const entryKinds = [
  ...(['opened', 'state', 'alert', 'membership', 'owner', 'severity', 'note', 'task', 'link'] as const),
  ...(['attachment', 'advice', 'measured', 'message', 'undone'] as const),
] as const;
export type EntryKind = (typeof entryKinds)[number];

/** What can be advised. */
export const adviceKinds = ['redirect', 'move_staff', 'say'] as const;
export type AdviceKind = (typeof adviceKinds)[number];

/** Types of files that may be attached: what a browser shows or saves without running anything in it. */
export const attachmentTypes = [
  ...(['image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'text/plain', 'text/csv'] as const),
] as const;
export type AttachmentType = (typeof attachmentTypes)[number];

/** The largest file that may be attached. */
export const mostAttachmentBytes = 2 * 1_024 * 1_024;

/** An act may be undone by who did it for so long, as long as nobody did another since. */
export const undoForS = 10;
