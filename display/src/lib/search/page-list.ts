import { authorize, type Subject } from '#shared/access/authorize.ts';
import { adminPages } from '../admin/admin-pages.ts';
import { commonWords } from '../admin/words/common-words.ts';
import { deskPages } from '../desk/desk-pages.ts';
import { deskWords } from '../desk/desk-words.ts';
import { levelsWordsOf } from '../levels/words/levels-words.ts';
import type { Language } from '../words/language.ts';
import type { Findable } from './find.ts';

/** A page that can be found; `unit` is what it is asked for, null: nothing. */
export type PageFind = Findable & { readonly unit: string | null };

const languages = ['vi', 'en'] as const;

/** The pages that somebody may open, by their names in both languages. */
export function listPages(viewer: Subject | null, language: Language): PageFind[] {
  const page = (path: string, unit: string | null, nameIn: (language: Language) => string): PageFind => {
    return { kind: 'page', code: path, unit, title: nameIn(language), about: path, words: languages.map(nameIn) };
  };
  return [
    ...deskPages(viewer, null).flatMap((group) =>
      group.map(({ path, unit, word }) => page(path, unit, (one) => deskWords[one][word])),
    ),
    ...(authorize(viewer, 'unit.see').allowed ? [page('/unit', null, (one) => levelsWordsOf(one).units.title)] : []),
    page('/asset', null, (one) => levelsWordsOf(one).units.allAssets),
    page('/account', null, (one) => deskWords[one].account),
    ...adminPages
      .filter(({ act }) => authorize(viewer, act).allowed)
      .map(({ path, name }) => page(path, null, (one) => `${commonWords[one].title}: ${commonWords[one].nav[name]}`)),
  ];
}
