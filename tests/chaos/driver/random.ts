import { hash } from 'node:crypto';

/** Randomness that a seed repeats. */
export type Random = {
  /** A whole number from `least` to `most`, both included. */
  readonly int: (least: number, most: number) => number;
  readonly pick: <Item>(items: readonly Item[]) => Item;
};

/** Numbers drawn from a seed's hash, one after another (SHA-256 in counter mode). */
export function randomFrom(seed: string): Random {
  let drawn = 0;
  const int = (least: number, most: number): number => {
    const word = Number.parseInt(hash('sha256', `${seed} ${String(drawn++)}`).slice(0, 12), 16);
    return least + (word % (most - least + 1));
  };
  return {
    int,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
  };
}
