import { en } from './en.ts';
import type { Language } from './language.ts';
import { vi } from './vi.ts';

export type Words = Readonly<typeof vi>;

/** The words of a language. */
export function wordsOf(language: Language): Words {
  return language === 'en' ? en : vi;
}
