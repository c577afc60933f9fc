import type { DutyLogLine } from '#shared/store/read-duty-log.ts';
import type { Columns } from '../../export/table.ts';
import type { Language } from '../../words/language.ts';
import { dutyWordsOf } from '../words/duty-words.ts';
import { writeLine } from './write-line.ts';

/** The columns of a file of the duty log. */
export function logColumns(language: Language): Columns<DutyLogLine> {
  const words = dutyWordsOf(language);
  const { at, real, who, what, about, note } = words.log;
  const said = (line: DutyLogLine) => writeLine(line, words, language);
  return [
    { id: 'at', title: at, isInstant: true, cell: (line) => ({ at: line.at }) },
    { id: 'real', title: real, isInstant: true, cell: ({ realAt }) => (realAt === null ? null : { at: realAt }) },
    { id: 'who', title: who, cell: (line) => said(line).who },
    { id: 'what', title: what, cell: (line) => said(line).what },
    { id: 'priority', title: 'P', cell: ({ priority }) => priority },
    { id: 'about', title: about, cell: (line) => said(line).about },
    { id: 'note', title: note, cell: (line) => said(line).note },
    { id: 'incident', title: 'incident', cell: ({ incident }) => incident },
    { id: 'alert', title: 'alert', cell: ({ alert }) => alert },
    { id: 'detail', title: 'detail', cell: ({ detail }) => JSON.stringify(detail) },
  ];
}
