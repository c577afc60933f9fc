/** The first of a list, and how many more there are. */
export type Firsts<Item> = { readonly shown: readonly Item[]; readonly more: number };

/** At most so many of a list. */
export function firstOf<Item>(all: readonly Item[], most: number): Firsts<Item> {
  return { shown: all.slice(0, most), more: Math.max(0, all.length - most) };
}

/** Of what units said to one figure, away from the page. */
export const answersShown = 3;
