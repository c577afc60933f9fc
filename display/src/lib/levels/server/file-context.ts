import { createFormat } from '../../format/create-format.ts';
import type { Language } from '../../words/language.ts';
import { createHrefs } from '../hrefs.ts';
import type { LevelContext } from '../level-context.ts';
import { levelsWordsOf } from '../words/levels-words.ts';

type Reader = {
  readonly language: Language;
  readonly timeZone: string;
  readonly world: string;
  readonly own: string | null;
  readonly nameOf: (code: string) => string;
};

/** What tables of these pages are written with on the server. */
export function fileContext({ language, timeZone, world, own, nameOf }: Reader): LevelContext {
  return {
    ...{ language, timeZone, nameOf, words: levelsWordsOf(language), format: createFormat(language, timeZone) },
    hrefOf: createHrefs({ language, world, own }),
  };
}
