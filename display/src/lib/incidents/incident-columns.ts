import type { IncidentView } from '#shared/wire/duty.ts';
import { dutyWordsOf } from '../duty/words/duty-words.ts';
import type { Cell, Columns } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { incidentsWords } from './words/incidents-words.ts';

/** The columns of a file of incidents. */
export function incidentColumns(language: Language): Columns<IncidentView> {
  const words = incidentsWords[language];
  const duty = dutyWordsOf(language);
  const { columns, affected } = words;
  const instant = (at: string | null): Cell => (at === null ? null : { at });
  return [
    { id: 'number', title: columns.number, cell: ({ number }) => number },
    { id: 'priority', title: columns.priority, cell: ({ priority }) => priority },
    { id: 'state', title: columns.state, cell: ({ state }) => duty.states[state] },
    { id: 'exercise', title: words.exercise, cell: ({ isExercise }) => (isExercise ? 'x' : '') },
    { id: 'title', title: columns.title, cell: ({ title }) => title[language] },
    { id: 'cause', title: columns.cause, cell: ({ cause }) => cause?.text[language] ?? '' },
    { id: 'where', title: columns.where, cell: ({ units }) => units.join(' ') },
    { id: 'kiosks', title: 'kiosk', cell: ({ affected: { kinds } }) => kinds?.['kiosk'] ?? 0 },
    { id: 'waiting', title: affected.waitingColumn, cell: ({ affected: { waiting } }) => waiting },
    { id: 'owner', title: columns.owner, cell: ({ owner }) => owner ?? '' },
    { id: 'occurred', title: columns.occurred, isInstant: true, cell: ({ occurredAt }) => instant(occurredAt) },
    { id: 'detected', title: columns.detected, isInstant: true, cell: ({ detectedAt }) => instant(detectedAt) },
    { id: 'due', title: columns.due, isInstant: true, cell: ({ resolveDue }) => instant(resolveDue) },
    { id: 'resolved', title: columns.resolved, isInstant: true, cell: ({ resolvedAt }) => instant(resolvedAt) },
    { id: 'alerts', title: columns.alerts, cell: ({ alerts }) => alerts.all },
    { id: 'open', title: columns.alertsOpen, cell: ({ alerts }) => alerts.open },
    { id: 'tasks', title: columns.tasks, cell: ({ openTasks }) => openTasks },
  ];
}
