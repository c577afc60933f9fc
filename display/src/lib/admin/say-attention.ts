import { fill } from '../docs/docs-words.ts';
import type { Language } from '../words/language.ts';
import { wordsOf } from '../words/words.ts';
import type { Attention } from './attention.ts';
import { packsWords } from './words/packs-words.ts';

/** What of a matter there is, in a line: the first few by the words for them. */
export function sayNamed({ name, named }: Attention, language: Language): string {
  const { part, condition } = wordsOf(language).system;
  const parts: Partial<Readonly<Record<string, string>>> = part;
  const conditions: Partial<Readonly<Record<string, { name: string }>>> = condition;
  const say = ({ what, where = '' }: Attention['named'][number]): string => {
    if (name === 'placeholders') return fill('{of} {where}', { of: packsWords[language].names[what] ?? what, where });
    if (name === 'system') return `${parts[where] ?? where}: ${conditions[what]?.name ?? what}`;
    return where === '' ? what : `${what} (${where})`;
  };
  return named.map(say).join(' · ');
}
