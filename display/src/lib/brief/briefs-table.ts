import type { BriefRow } from '#shared/store/briefs.ts';
import type { Table } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { briefPageWords } from './brief-page-words.ts';

type Known = { readonly language: Language; readonly nameOf: (period: string) => string };

/** The briefs that were issued, each with the whole of its hash; `to` is the first day after it. */
export function briefsTable(rows: readonly BriefRow[], { language, nameOf }: Known): Table<BriefRow> {
  const words = briefPageWords[language];
  return {
    ...{ id: 'briefs', title: words.title, rows, keyOf: ({ id }) => String(id) },
    columns: [
      { id: 'id', title: 'id', isHead: true, cell: ({ id }) => id },
      { id: 'brief', title: words.columns.brief, cell: ({ period }) => nameOf(period) },
      { id: 'from', title: words.columns.from, cell: ({ fromDay }) => fromDay },
      { id: 'to', title: words.columns.to, cell: ({ toDay }) => toDay },
      { id: 'days', title: words.columns.days, cell: ({ isWhole }) => (isWhole ? words.whole : words.soFar) },
      {
        ...{ id: 'issued', title: words.columns.issued, isInstant: true },
        cell: ({ issuedAt }) => ({ at: issuedAt.toISOString() }),
      },
      { id: 'by', title: words.columns.by, cell: ({ issuedBy }) => sayIssuer(issuedBy, language) },
      { id: 'addenda', title: words.columns.addenda, cell: ({ revisions }) => revisions },
      { id: 'hash', title: words.columns.hash, isLong: true, cell: ({ hash }) => hash },
    ],
  };
}

/** Who issued a brief: an account by its name, or the system itself. */
export function sayIssuer(issuedBy: string, language: Language): string {
  return issuedBy.startsWith('process:') ? briefPageWords[language].itself : issuedBy.replace(/^\w+:/, '');
}
