import type { Language } from '../../words/language.ts';
import { enLevels } from './en-levels.ts';
import { viLevels } from './vi-levels.ts';

export type LevelsWords = Readonly<typeof viLevels>;

/** The words of the pages of one unit, one asset and one source. */
export function levelsWordsOf(language: Language): LevelsWords {
  return language === 'en' ? enLevels : viLevels;
}
