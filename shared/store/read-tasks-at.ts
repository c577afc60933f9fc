import type { TaskState } from '../tasks/task-moves.ts';
import { incidentTaskNumber, taskNumber, taskPath } from '../tasks/task-number.ts';
import { readDirectivesAt, type DirectiveAt } from './read-directives-at.ts';
import { readIncidentTasksAt, type IncidentTaskAt } from './read-incident-tasks-at.ts';
import type { Sql } from './sql.ts';

/** A task of either kind as it stood at an instant: what a leader gave, or what is to be done about an incident. */
export type TaskAt = {
  /** `NV-12`, or `SC-4.7` of an incident. */
  readonly id: string;
  readonly path: string;
  readonly origin: string | null;
  readonly work: string;
  /** null: a task of an incident need not say. */
  readonly product: string | null;
  readonly office: string | null;
  readonly unit: string | null;
  readonly givenBy: string;
  readonly givenMs: number;
  readonly dueMs: number | null;
  readonly state: TaskState;
  readonly isAsked: boolean;
  readonly extensions: number;
  readonly returns: number;
  readonly doneMs: number | null;
  readonly settledMs: number | null;
};

/** Every task of a world that was there at `atMs` and not settled before `sinceMs`, as it stood then; by number. */
export async function readTasksAt(
  sql: Sql,
  asked: { readonly world: string; readonly atMs: number; readonly sinceMs: number },
): Promise<TaskAt[]> {
  const [directives, ofIncidents] = [await readDirectivesAt(sql, asked), await readIncidentTasksAt(sql, asked)];
  return [...directives.map(ofDirective), ...ofIncidents.map(ofIncident)];
}

function ofDirective({ row, standing }: DirectiveAt): TaskAt {
  const { id, origin, work, product, office, unit } = row;
  const { givenBy, givenMs, dueMs, state, asked, extensions, returns, done, settledMs } = standing;
  return {
    ...{ id: taskNumber(id), path: taskPath(id), origin, work, product, office, unit, givenBy, givenMs, dueMs, state },
    ...{ isAsked: asked !== null, extensions, returns, doneMs: done?.atMs ?? null, settledMs },
  };
}

/** Whoever does a task of an incident says so, and nobody accepts it after. */
function ofIncident({ id, incident, text, unit, office, dueMs, addedBy, addedMs, doneMs }: IncidentTaskAt): TaskAt {
  return {
    ...{ id: incidentTaskNumber(incident, id), path: `/incident/${incident}`, origin: `incident:${incident}` },
    ...{ work: text, product: null, office, unit, givenBy: addedBy, givenMs: addedMs, dueMs },
    ...{ state: doneMs === null ? 'working' : 'accepted', isAsked: false, extensions: 0, returns: 0 },
    ...{ doneMs, settledMs: doneMs },
  };
}
