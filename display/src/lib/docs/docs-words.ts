import type { Language } from '../words/language.ts';
import { enDocs } from './en-docs.ts';
import { viDocs } from './vi-docs.ts';

export type DocsWords = Readonly<typeof viDocs>;

/** The words of the pages for makers of sources. */
export function docsWordsOf(language: Language): DocsWords {
  return language === 'en' ? enDocs : viDocs;
}

/** Puts values into the `{places}` of a sentence. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replaceAll(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place));
}
