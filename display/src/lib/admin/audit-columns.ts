import type { AuditRow } from '#shared/store/list-audit.ts';
import type { Columns } from '../export/table.ts';
import type { Language } from '../words/language.ts';
import { auditWords } from './words/audit-words.ts';

/** The columns of a file of the audit trail. */
export function auditColumns(language: Language): Columns<AuditRow> {
  const words = auditWords[language];
  return [
    { id: 'seq', title: words.seq, cell: ({ seq }) => seq },
    { id: 'at', title: words.at, isInstant: true, cell: ({ at }) => ({ at }) },
    { id: 'actor', title: words.actor, cell: ({ actor }) => actor },
    { id: 'verb', title: words.verb, cell: ({ verb }) => verb },
    { id: 'subject', title: words.subject, cell: ({ subject }) => subject },
    { id: 'reason', title: words.reason, cell: ({ reason }) => reason ?? '' },
    { id: 'detail', title: words.detail, cell: ({ detail }) => JSON.stringify(detail) },
    { id: 'hash', title: words.hash, cell: ({ hash }) => hash ?? '' },
  ];
}
