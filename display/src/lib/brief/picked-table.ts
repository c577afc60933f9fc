import { incidentNumber } from '#shared/duty/incident/incident.ts';
import type { BriefAlertRead } from '#shared/store/read-brief-alerts.ts';
import type { Cell, Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { briefPageWords } from './brief-page-words.ts';

/** An alert that a brief counts. */
export type PickedAlert = BriefAlertRead & { readonly isAsset: boolean };

type Links = {
  readonly language: Language;
  /** The page of an asset or an incident, and the duty log of the minute in which the desk was told. */
  readonly hrefOf: (what: 'asset' | 'incident', id: string) => string;
  readonly logOf: (toldMs: number) => string;
};

const instant = (at: number | null): Cell => (at === null ? null : { at });

/** The alerts that a figure of a brief counts, one to a row. */
export function pickedTable({ language, hrefOf, logOf }: Links, rows: readonly PickedAlert[]): Table<PickedAlert> {
  const { alerts: words } = briefPageWords[language];
  return {
    ...{ id: 'alerts', title: words.title, rows, keyOf: ({ id }) => String(id) },
    columns: [
      {
        ...{ id: 'told', title: words.told, isInstant: true, cell: ({ toldMs }) => instant(toldMs) },
        link: ({ toldMs }) => (toldMs === null ? null : logOf(toldMs)),
      },
      { id: 'name', title: words.name, isHead: true, isLong: true, cell: ({ name }) => name[language] },
      { id: 'rule', title: words.rule, isFileOnly: true, cell: ({ rule }) => rule },
      {
        ...{ id: 'priority', title: words.priority, cell: ({ priority }) => priority },
        priority: ({ priority, overMs }) => ({ priority, isOver: overMs !== null }),
      },
      {
        ...{ id: 'target', title: words.target, cell: ({ target }) => target },
        link: ({ target, isAsset }) => (isAsset ? hrefOf('asset', target) : null),
      },
      { id: 'opened', title: words.opened, isInstant: true, cell: ({ openedMs }) => instant(openedMs) },
      { id: 'over', title: words.over, isInstant: true, cell: ({ overMs }) => instant(overMs) },
      {
        ...{ id: 'incident', title: words.incident },
        cell: ({ incident }) => (incident === null ? null : incidentNumber(incident)),
        link: ({ incident }) => (incident === null ? null : hrefOf('incident', String(incident))),
      },
    ],
  };
}
