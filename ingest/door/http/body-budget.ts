/** Bytes of bodies held at this moment: being read, or read and not answered yet. */
export type BodyBudget = {
  /** Takes bytes in a key's name; false when that key may hold no more now. */
  readonly take: (kid: string, bytes: number) => boolean;
  readonly give: (kid: string, bytes: number) => void;
  readonly takenBytes: () => number;
};

/** A key may hold as much as is still free: one alone half of all room, and there is always some left for others. */
export function createBodyBudget(mostBytes: number): BodyBudget {
  const byKey = new Map<string, number>();
  let taken = 0;
  const add = (kid: string, bytes: number): void => {
    const held = (byKey.get(kid) ?? 0) + bytes;
    taken += bytes;
    if (held > 0) byKey.set(kid, held);
    else byKey.delete(kid);
  };
  return {
    take: (kid, bytes) => {
      if ((byKey.get(kid) ?? 0) + bytes > mostBytes - taken - bytes) return false;
      add(kid, bytes);
      return true;
    },
    give: (kid, bytes) => {
      add(kid, -bytes);
    },
    takenBytes: () => taken,
  };
}
