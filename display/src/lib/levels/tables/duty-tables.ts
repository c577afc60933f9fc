import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { Cell, Table } from '../../export/table.ts';
import { dutyWordsOf } from '../../duty/words/duty-words.ts';
import type { LevelContext } from '../level-context.ts';

const instant = (at: string | null): Cell => (at === null ? null : { at });
const isOver = ({ state }: IncidentView): boolean => ['resolved', 'closed', 'merged'].includes(state);

/** Incidents in which it was. */
export function incidentTable(
  { words, language, hrefOf }: LevelContext,
  rows: readonly IncidentView[],
): Table<IncidentView> {
  const { incidents } = words;
  const duty = dutyWordsOf(language);
  return {
    ...{ id: 'incidents', title: incidents.title, rows, keyOf: ({ id }) => String(id) },
    columns: [
      {
        ...{ id: 'number', title: incidents.number, isHead: true, cell: ({ number }) => number },
        link: ({ id }) => hrefOf('incident', String(id)),
      },
      {
        ...{ id: 'title', title: incidents.name, isLong: true },
        cell: ({ title, isExercise }) => (isExercise ? `${duty.detail.exercise}: ${title[language]}` : title[language]),
      },
      {
        ...{ id: 'priority', title: incidents.priority, cell: ({ priority }) => priority },
        priority: (row) => ({ priority: row.priority, isOver: isOver(row) }),
      },
      { id: 'state', title: incidents.state, cell: ({ state }) => duty.states[state] },
      { id: 'occurred', isInstant: true, title: incidents.occurred, cell: ({ occurredAt }) => instant(occurredAt) },
      { id: 'due', isInstant: true, title: incidents.due, cell: ({ resolveDue }) => instant(resolveDue) },
      { id: 'resolved', isInstant: true, title: incidents.resolved, cell: ({ resolvedAt }) => instant(resolvedAt) },
    ],
  };
}

/** Alerts about it. */
export function alertTable({ words, language, hrefOf }: LevelContext, rows: readonly AlertView[]): Table<AlertView> {
  const { alerts } = words;
  const duty = dutyWordsOf(language);
  return {
    ...{ id: 'alerts', title: alerts.title, rows, keyOf: ({ id }) => String(id) },
    columns: [
      { id: 'name', title: alerts.name, isHead: true, isLong: true, cell: ({ name }) => name[language] },
      {
        ...{ id: 'priority', title: alerts.priority, cell: ({ priority }) => priority },
        priority: ({ priority, closedAt }) => ({ priority, isOver: closedAt !== null }),
      },
      {
        ...{ id: 'target', title: alerts.target, cell: ({ target, labels }) => labels.asset ?? target },
        link: ({ labels }) => (labels.asset === undefined ? null : hrefOf('asset', labels.asset)),
      },
      {
        ...{ id: 'state', title: alerts.state },
        cell: ({ condition, closedAt }) => (closedAt === null ? duty.conditions[condition] : duty.queue.over),
      },
      { id: 'since', isInstant: true, title: alerts.since, cell: ({ since }) => instant(since) },
      { id: 'closed', isInstant: true, title: alerts.closed, cell: ({ closedAt }) => instant(closedAt) },
      {
        ...{ id: 'incident', title: alerts.incident },
        cell: ({ incident }) => (incident === null ? null : `SC-${incident}`),
        link: ({ incident }) => (incident === null ? null : hrefOf('incident', String(incident))),
      },
    ],
  };
}
