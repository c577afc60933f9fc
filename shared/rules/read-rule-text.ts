import { parseLines } from '../locality/files/parse-lines.ts';
import type { Bilingual } from '../locality/pack-problem.ts';
import { parseSettings } from '../locality/parse-settings.ts';
import { ruleSchema, type Rule } from './rule.ts';

/** What is wrong in the text of a rule; line 0: in all of it. */
export type RuleFault = { readonly line: number; readonly column: string; readonly message: Bilingual };

/** Reads one rule as one writes it, or tells every mistake with its line. */
export function readRuleText(text: string): { readonly rule: Rule } | { readonly faults: readonly RuleFault[] } {
  let file;
  try {
    file = parseLines(text, 'YAML');
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const line = Number(/at line (\d+)/.exec(said)?.[1] ?? 0);
    const [first = said] = said.split('\n');
    return { faults: [{ line, column: '', message: { vi: `không đọc được YAML: ${first}`, en: first } }] };
  }
  const parsed = parseSettings('', ruleSchema, file.document);
  if ('value' in parsed) return { rule: parsed.value };
  const { lines } = file;
  const lineOf = (column: string): number => {
    for (let path = column; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      const line = lines[path];
      if (line !== undefined) return line;
    }
    return 0;
  };
  return { faults: parsed.problems.map(({ column, message }) => ({ line: lineOf(column), column, message })) };
}
