import type { TaskAt } from '../tasks/task-at.ts';
import { incidentTaskNumber, taskNumber, taskPath } from '../tasks/task-number.ts';
import { readDirectivesAt, type DirectiveAt } from './read-directives-at.ts';
import { readIncidentTasksAt, type IncidentTaskAt } from './read-incident-tasks-at.ts';
import type { Sql } from './sql.ts';

/** Every task of a world that was there at `atMs` and not settled before `sinceMs`, as it stood then; by number. */
export async function readTasksAt(
  sql: Sql,
  asked: { readonly world: string; readonly atMs: number; readonly sinceMs: number },
): Promise<TaskAt[]> {
  const [directives, ofIncidents] = [await readDirectivesAt(sql, asked), await readIncidentTasksAt(sql, asked)];
  return [...directives.map(ofDirective), ...ofIncidents.map(ofIncident)];
}

function ofDirective({ row, standing, entries }: DirectiveAt): TaskAt {
  const { id, origin, work, product, office, unit } = row;
  const { givenBy, givenMs, dueMs, state, asked, done, settledMs } = standing;
  const grantsMs = entries.filter(({ detail }) => detail.move === 'grant').map(({ atMs }) => atMs);
  return {
    ...{ id: taskNumber(id), path: taskPath(id), origin, work, product, office, unit, givenBy, givenMs, dueMs, state },
    ...{ isAsked: asked !== null, grantsMs, doneMs: done?.atMs ?? null, settledMs },
  };
}

/** Whoever does a task of an incident says so, and nobody accepts it after. */
function ofIncident({ id, incident, text, unit, office, dueMs, addedBy, addedMs, doneMs }: IncidentTaskAt): TaskAt {
  return {
    ...{ id: incidentTaskNumber(incident, id), path: `/incident/${incident}`, origin: `incident:${incident}` },
    ...{ work: text, product: null, office, unit, givenBy: addedBy, givenMs: addedMs, dueMs },
    ...{ state: doneMs === null ? 'working' : 'accepted', isAsked: false, grantsMs: [], doneMs, settledMs: doneMs },
  };
}
