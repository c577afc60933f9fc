import type { Act } from '#shared/access/acts.ts';
import { adminPages } from '../admin/admin-pages.ts';
import { commonWords } from '../admin/words/common-words.ts';
import { deskWords } from '../desk/desk-words.ts';
import type { Language } from '../words/language.ts';
import type { Findable } from './find.ts';

type Name = 'wall' | 'duty' | 'incidents' | 'shift' | 'system' | 'docs' | 'account';
const pages: readonly { readonly path: string; readonly name: Name; readonly act: Act }[] = [
  { path: '/wall', name: 'wall', act: 'wall.see' },
  { path: '/duty', name: 'duty', act: 'alert.see' },
  { path: '/incidents', name: 'incidents', act: 'incident.see' },
  { path: '/shift', name: 'shift', act: 'shift.see' },
  { path: '/system', name: 'system', act: 'system.see' },
  { path: '/docs', name: 'docs', act: 'docs.see' },
  { path: '/account', name: 'account', act: 'account.own' },
];

/** The pages that somebody who may do these acts can open. */
export function listPages(may: readonly string[], language: Language): Findable[] {
  const other = language === 'en' ? 'vi' : 'en';
  return [
    ...pages
      .filter(({ act }) => may.includes(act))
      .map(({ path, name }): Findable => {
        return {
          kind: 'page',
          code: path,
          title: deskWords[language][name],
          about: path,
          words: [deskWords[other][name]],
        };
      }),
    ...adminPages
      .filter(({ act }) => may.includes(act))
      .map(({ path, name }): Findable => {
        const words = [commonWords[other].nav[name], commonWords[language].title, commonWords[other].title];
        return { kind: 'page', code: path, title: commonWords[language].nav[name], about: path, words };
      }),
  ];
}
