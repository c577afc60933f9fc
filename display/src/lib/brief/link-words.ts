/** Words of a text and where they lead; null: nowhere. */
export type LinkedWords = { readonly text: string; readonly href: string | null };

/** A text cut where it says one of some words, the longest first: those lead somewhere, the rest nowhere. */
export function linkWords(
  text: string,
  ways: readonly { readonly words: string; readonly href: string }[],
): readonly LinkedWords[] {
  const known = ways
    .filter(({ words }) => words !== '')
    .toSorted((one, other) => other.words.length - one.words.length);
  const parts: LinkedWords[] = [];
  let from = 0;
  for (let at = 0; at < text.length;) {
    const way = isInWord(text, at) ? undefined : known.find(({ words }) => stands(text, at, words));
    if (!way) {
      at += 1;
      continue;
    }
    if (at > from) parts.push({ text: text.slice(from, at), href: null });
    parts.push({ text: text.slice(at, at + way.words.length), href: way.href });
    at += way.words.length;
    from = at;
  }
  return from < text.length ? [...parts, { text: text.slice(from), href: null }] : parts;
}

/** As a whole: `NV-1` does not stand in `NV-12`. A sentence has made the first letter a capital. */
function stands(text: string, at: number, words: string): boolean {
  const said = text.slice(at, at + words.length);
  const isSame = said === words || (at === 0 && said.slice(1) === words.slice(1));
  return isSame && !isInWord(text, at + words.length);
}

function isInWord(text: string, at: number): boolean {
  return at > 0 && /[\p{L}\p{N}]{2}/u.test(text.slice(at - 1, at + 1));
}
