import { toKey } from '../duty/queue/search-rows.ts';

/** What can be found: it has a page of its own. */
export const findKinds = ['unit', 'incident', 'asset', 'source', 'page'] as const;
export type FindKind = (typeof findKinds)[number];

/** Something that can be found, by its code, its names and words that people call it by. */
export type Findable = {
  readonly kind: FindKind;
  readonly code: string;
  /** Its name, in the reader's language; a code where it has none. */
  readonly title: string;
  /** Where it is, or what it is. */
  readonly about: string;
  /** Other names: in the other language, of its kind, of its unit. */
  readonly words: readonly string[];
};

/** A findable with what it is compared by; made once, asked often. */
export type Prepared<Found extends Findable> = {
  readonly found: Found;
  readonly code: string;
  readonly name: string;
  readonly nameWords: readonly string[];
  readonly allWords: readonly string[];
};

/** Words as they are compared: without marks, small, parted at whatever is no letter or digit. */
export function wordsIn(text: string): string[] {
  return toKey(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

export function prepare<Found extends Findable>(found: Found): Prepared<Found> {
  const nameWords = wordsIn(found.title);
  return {
    ...{ found, nameWords, code: wordsIn(found.code).join(' '), name: nameWords.join(' ') },
    allWords: [...new Set([...nameWords, ...[found.code, found.about, ...found.words].flatMap(wordsIn)])],
  };
}

/**
 * What fits the words that were typed, the best first: its code or name itself, then what begins so, then every word the
 * beginning of one in its name, then of any word it is known by, then anywhere in those.
 */
export function find<Found extends Findable>(
  all: readonly Prepared<Found>[],
  typed: string,
  most: number,
): { readonly finds: readonly Found[]; readonly total: number } {
  const asked = wordsIn(typed);
  if (asked.length === 0) return { finds: [], total: 0 };
  const ranked = all.flatMap((one) => {
    const rank = rankOf(one, asked, asked.join(' '));
    return rank === null ? [] : [{ ...one, rank }];
  });
  ranked.sort(
    (a, b) =>
      a.rank - b.rank ||
      findKinds.indexOf(a.found.kind) - findKinds.indexOf(b.found.kind) ||
      a.name.length - b.name.length ||
      (a.code < b.code ? -1 : a.code > b.code ? 1 : 0),
  );
  return { finds: ranked.slice(0, most).map(({ found }) => found), total: ranked.length };
}

function rankOf(
  { code, name, nameWords, allWords }: Prepared<Findable>,
  asked: readonly string[],
  text: string,
): number | null {
  if (code === text || code.replaceAll(' ', '') === text) return 0;
  if (name === text) return 1;
  if (code.startsWith(text)) return 2;
  if (name.startsWith(text)) return 3;
  const every = (fits: (word: string, wanted: string) => boolean, words: readonly string[]): boolean =>
    asked.every((wanted) => words.some((word) => fits(word, wanted)));
  const begins = (word: string, wanted: string): boolean => word.startsWith(wanted);
  if (every(begins, nameWords)) return 4;
  if (every(begins, allWords)) return 5;
  // A letter or two are somewhere in everything.
  const isLong = asked.every((wanted) => wanted.length >= 3);
  return isLong && every((word, wanted) => word.includes(wanted), allWords) ? 6 : null;
}
