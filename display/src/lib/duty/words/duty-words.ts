import type { Says } from '#shared/wire/duty.ts';
import type { Language } from '../../words/language.ts';
import { enDuty } from './en-duty.ts';
import { viDuty } from './vi-duty.ts';

export type DutyWords = Readonly<typeof viDuty>;

/** The words of the duty desk. */
export function dutyWordsOf(language: Language): DutyWords {
  return language === 'en' ? enDuty : viDuty;
}

/** What is said in both languages, in one. */
export function inLanguage(says: Says, language: Language): string {
  return says[language];
}
