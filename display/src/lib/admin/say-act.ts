import { fill } from '../docs/docs-words.ts';
import type { Language } from '../words/language.ts';
import type { ActTold } from './act-told.ts';
import { actWords } from './words/act-words.ts';

/** What became of an act and what to do next, in a sentence or two. */
export function sayAct(told: ActTold, language: Language): string {
  const words = actWords[language];
  const verbs: Partial<Readonly<Record<string, Readonly<Record<string, string>>>>> = words.verbs;
  const saying = verbs[told.verb];
  if (told.ok) return fill(saying?.['done'] ?? '{subject}', { subject: told.subject, ...told.counts });
  if (told.field) return words.fields[told.field];
  return fill(saying?.[told.code] ?? words.faults[told.code], { subject: told.subject });
}
