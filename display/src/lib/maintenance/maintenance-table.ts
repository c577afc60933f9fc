import type { MaintenanceTold } from '#shared/wire/alert-commands.ts';
import type { Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { maintenanceWords } from './maintenance-words.ts';
import { windowMarks, windowStateOf } from './window-state.ts';
import { scopeNames, writeScope } from './write-scope.ts';

type Asked = {
  readonly language: Language;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  /** What the clock of their world reads. */
  readonly nowMs: number;
};

/** Maintenance windows, for the page and for files. */
export function maintenanceTable(
  rows: readonly MaintenanceTold[],
  { language, units, nowMs }: Asked,
): Table<MaintenanceTold> {
  const words = maintenanceWords[language];
  const scoped = scopeNames(language, units);
  const instant = (at: string | null) => (at === null ? null : { at });
  return {
    id: 'maintenance',
    title: words.title,
    rows,
    keyOf: ({ id }) => String(id),
    columns: [
      { id: 'id', title: words.id, cell: ({ id }) => String(id), isHead: true },
      {
        ...{ id: 'state', title: words.state },
        cell: (row) => words.states[windowStateOf(row, nowMs)],
        mark: (row) => windowMarks[windowStateOf(row, nowMs)],
      },
      { id: 'scope', title: words.scope, cell: ({ scope }) => writeScope(scope, scoped), isLong: true },
      { id: 'from', title: words.from, cell: ({ from }) => instant(from), isInstant: true },
      { id: 'to', title: words.to, cell: ({ to }) => instant(to), isInstant: true },
      { id: 'weekly', title: words.weekly, cell: ({ weekly }) => weekly ?? words.once },
      { id: 'reason', title: words.reason, cell: ({ reason }) => reason, isLong: true },
      { id: 'by', title: words.by, cell: ({ by }) => by.replace(/^account:/, '') },
      { id: 'alerts', title: words.alerts, cell: ({ alerts }) => alerts.length },
      { id: 'ended', title: words.ended, cell: ({ endedAt }) => instant(endedAt), isInstant: true },
    ],
  };
}
