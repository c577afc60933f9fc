import { enActWords } from './en-act-words.ts';
import { viActWords } from './vi-act-words.ts';

/** What a page says of an act that was asked for. */
export const actWords = { vi: viActWords, en: enActWords } as const;
