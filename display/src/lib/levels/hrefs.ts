import { resolve } from '$app/paths';
import { queryOf } from '../desk/query-of.ts';
import type { Language } from '../words/language.ts';
import type { Linked } from './level-context.ts';

type Reader = {
  readonly language: Language;
  readonly world: string;
  /** The one unit that the reader may see; null: all. */
  readonly own: string | null;
};

/** Addresses of the pages of one thing, in the reader's language and world. */
export function createHrefs({ language, world, own }: Reader): (what: Linked, id: string) => string {
  return (what, id) => {
    if (what === 'unit') return resolve('/unit/[code]', { code: id }) + queryOf(language, { world });
    if (what === 'asset') return resolve('/asset/[id]', { id }) + queryOf(language, { world });
    if (what === 'source') return resolve('/source/[id]', { id }) + queryOf(language, { world });
    return resolve('/incident/[id]', { id }) + queryOf(language, { world, unit: own });
  };
}
