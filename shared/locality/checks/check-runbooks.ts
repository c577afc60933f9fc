import type { Rule } from '../../rules/rule.ts';
import type { PackFiles } from '../pack-files.ts';
import type { PackProblem } from '../pack-problem.ts';
import { readRunbook, runbookName } from '../runbook.ts';
import { lineOf } from './check-rules.ts';

/**
 * Runbooks that rules name are there, and each that is there can be read. A workbook and a registry hold none: what they name is
 * not looked for.
 */
export function checkRunbooks(rules: readonly Rule[], { rules: given, runbooks }: PackFiles): PackProblem[] {
  if (runbooks === undefined) return [];
  const missing = rules.flatMap(({ runbook }, at): PackProblem[] => {
    if (runbook === undefined || !runbookName.test(runbook) || Object.hasOwn(runbooks, runbook)) return [];
    const column = `rules.${at}.runbook`;
    const message = { vi: `không có runbooks/${runbook}.md`, en: `there is no runbooks/${runbook}.md` };
    return [{ file: 'rules.yaml', row: given ? lineOf(given, column) : 0, column, message }];
  });
  const unreadable = Object.entries(runbooks).flatMap(([name, text]) => {
    const read = readRunbook(name, text);
    return 'problem' in read ? [read.problem] : [];
  });
  return [...missing, ...unreadable];
}
