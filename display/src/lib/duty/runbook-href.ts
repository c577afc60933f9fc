import { resolve } from '$app/paths';
import { queryOf } from '../desk/query-of.ts';
import type { Language } from '../words/language.ts';

/** Where a rule's runbook is read: a page of ours where it is the name of one, else the address it is. */
export function runbookHref(runbook: string, { language, world }: { language: Language; world: string }): string {
  if (runbook.includes(':')) return runbook;
  return `${resolve('/runbook/[id]', { id: runbook })}${queryOf(language, { world })}`;
}
