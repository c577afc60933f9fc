import type { PastIncident } from '../../store/read-past-duty.ts';
import {
  incidentStates,
  type AlertView,
  type IncidentState,
  type IncidentView,
  type Priority,
} from '../../wire/duty.ts';
import type { TimelineEntry } from '../../wire/incident-commands.ts';

/** What a timeline tells of an incident's workflow. */
type Standing = Pick<
  IncidentView,
  'state' | 'owner' | 'priority' | 'title' | 'acknowledgedAt' | 'progressAt' | 'resolvedAt' | 'paused'
>;

const claims = ['acknowledge', 'start', 'resume', 'reopen'];
const frees = ['release', 'lapse', 'close', 'merge'];

/**
 * An incident as it stood at an instant of its world, by its timeline; undefined: it had not been opened. `alerts` are its alerts
 * as they stood then. Its cause, its extent and a title or priority nobody gave it are told as they are known now; how many
 * waited then is not kept, and is not told.
 */
export function incidentAt(
  { view, entries }: PastIncident,
  alerts: readonly AlertView[],
  atMs: number,
): IncidentView | undefined {
  if (Date.parse(view.detectedAt) > atMs) return undefined;
  const before: Standing[] = [];
  let standing: Standing = {
    ...{
      state: 'new',
      owner: null,
      priority: firstPriority(entries) ?? view.priority,
      title: firstTitle(entries) ?? view.title,
    },
    ...{ acknowledgedAt: null, progressAt: null, resolvedAt: null, paused: null },
  };
  let openTasks = 0;
  for (const entry of entries) {
    if (Date.parse(entry.at) > atMs) break;
    if (entry.kind === 'undone') standing = before.pop() ?? standing;
    else if (entry.kind === 'task') openTasks += taskChange(entry);
    else {
      const next = afterEntry(standing, entry);
      if (next !== standing) before.push(standing);
      standing = next;
    }
  }
  const isOver = standing.state === 'resolved' || standing.state === 'closed';
  return {
    ...view,
    ...standing,
    affected: { assets: view.affected.assets, points: view.affected.points, waiting: null, waitingAt: 0 },
    alerts: { open: alerts.filter(({ closedAt }) => closedAt === null).length, all: alerts.length },
    resolveDue: standing.paused === null || isOver ? view.resolveDue : null,
    // How it called at that time is not kept.
    ...{ raisedAt: null, isQuiet: false, callsAt: standing.priority },
    ...{ ownerUntil: null, openTasks: Math.max(0, openTasks), version: 0 },
  };
}

function afterEntry(standing: Standing, { kind, at, by, detail }: TimelineEntry): Standing {
  const acted = by === 'rule' || by === 'duty' ? {} : { progressAt: at };
  if (kind === 'severity') {
    const priority = detail['to'];
    if (isPriority(priority)) return { ...standing, ...acted, priority };
    const title = detail['title'] as IncidentView['title'] | undefined;
    return title ? { ...standing, ...acted, title } : standing;
  }
  if (kind === 'owner') {
    const owner = typeof detail['to'] === 'string' ? detail['to'] : null;
    const state = owner === null ? 'new' : standing.state === 'new' ? 'acknowledged' : standing.state;
    return { ...standing, ...acted, owner, state, acknowledgedAt: standing.acknowledgedAt ?? (owner ? at : null) };
  }
  const state = detail['to'];
  if (kind !== 'state' || !isState(state)) return standing;
  const move = String(detail['move']);
  const isClaim = claims.includes(move);
  return {
    ...standing,
    ...acted,
    state,
    owner: isClaim ? by : frees.includes(move) ? null : standing.owner,
    acknowledgedAt: standing.acknowledgedAt ?? (isClaim ? at : null),
    resolvedAt: move === 'resolve' ? at : move === 'reopen' ? null : standing.resolvedAt,
    paused: move === 'wait' ? `${String(detail['reason'])}: ${String(detail['on'])}` : stillPaused(standing, state),
  };
}

/** Who takes what waits leaves it waiting. */
function stillPaused({ paused }: Standing, state: IncidentState): string | null {
  return state === 'waiting' ? paused : null;
}

/** What it had before a person first gave it another one. */
function firstPriority(entries: readonly TimelineEntry[]): Priority | undefined {
  const changed = entries.find(({ kind, detail }) => kind === 'severity' && isPriority(detail['from']));
  return changed?.detail['from'] as Priority | undefined;
}

function firstTitle(entries: readonly TimelineEntry[]): IncidentView['title'] | undefined {
  const changed = entries.find(({ kind, detail }) => kind === 'severity' && detail['title'] !== undefined);
  return changed?.detail['from'] as IncidentView['title'] | undefined;
}

function taskChange({ detail }: TimelineEntry): number {
  if (detail['done'] === undefined) return 1;
  return detail['done'] === true ? -1 : 1;
}

function isPriority(value: unknown): value is Priority {
  return value === 'P1' || value === 'P2' || value === 'P3';
}

function isState(value: unknown): value is IncidentState {
  return typeof value === 'string' && (incidentStates as readonly string[]).includes(value);
}
