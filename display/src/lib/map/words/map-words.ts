import type { Language } from '../../words/language.ts';
import { en } from './en-map.ts';
import { vi } from './vi-map.ts';

export type MapWords = Readonly<typeof vi>;

export function mapWordsOf(language: Language): MapWords {
  return language === 'en' ? en : vi;
}
