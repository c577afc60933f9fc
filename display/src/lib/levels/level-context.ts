import type { Format } from '../format/create-format.ts';
import type { Language } from '../words/language.ts';
import type { LevelsWords } from './words/levels-words.ts';

/** What has a page of its own. */
export type Linked = 'unit' | 'asset' | 'source' | 'incident';

/** What every part of these pages, and every table of them, writes with. */
export type LevelContext = {
  readonly language: Language;
  readonly timeZone: string;
  readonly words: LevelsWords;
  readonly format: Format;
  /** The name of a unit. */
  readonly nameOf: (code: string) => string;
  readonly hrefOf: (what: Linked, id: string) => string;
};
