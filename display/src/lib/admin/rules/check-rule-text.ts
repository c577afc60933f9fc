import { canonicalize } from 'json-canonicalize';
import { readRuleText } from '#shared/rules/read-rule-text.ts';
import type { Language } from '../../words/language.ts';
import { sayRule } from './say-rule.ts';

/** What a text means, or what is wrong in it, line by line. `canonical` tells one rule from another. */
export type CheckedRuleText =
  | { readonly ok: true; readonly canonical: string; readonly means: readonly string[] }
  | { readonly ok: false; readonly faults: readonly { readonly line: number; readonly text: string }[] };

/** Reads a text as it stands while somebody writes it. */
export function checkRuleText(text: string, language: Language): CheckedRuleText {
  const read = readRuleText(text);
  if ('rule' in read) return { ok: true, canonical: canonicalize(read.rule), means: sayRule(read.rule, language) };
  const faults = read.faults.map(({ line, column, message }) => ({
    line,
    text: column === '' ? message[language] : `${column}: ${message[language]}`,
  }));
  return { ok: false, faults: faults.sort((a, b) => a.line - b.line) };
}
