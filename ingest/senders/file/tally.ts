/** Rows that did not become events, by reason, with the first lines they stand on. Nothing is dropped silently. */
export type Tally = {
  readonly add: (fate: Fate, reason: string, line: number) => void;
  readonly list: () => readonly TallyEntry[];
};

/** lost: the source lost its own feed; dropped: the mapping says so; repeated: seen before; unmapped: did not fit. */
export type Fate = 'lost' | 'dropped' | 'repeated' | 'merged' | 'unmapped';

export type TallyEntry = {
  readonly fate: Fate;
  readonly reason: string;
  readonly count: number;
  readonly lines: readonly number[];
};

const LINES_SHOWN = 5;

/** A tally that is empty. */
export function createTally(): Tally {
  const entries = new Map<string, { fate: Fate; reason: string; count: number; lines: number[] }>();
  return {
    add: (fate, reason, line) => {
      const key = `${fate} ${reason}`;
      const entry = entries.get(key) ?? { fate, reason, count: 0, lines: [] };
      entries.set(key, entry);
      entry.count += 1;
      if (entry.lines.length < LINES_SHOWN) entry.lines.push(line);
    },
    list: () => [...entries.values()],
  };
}

/** One line for people: `12 dropped: … (lines 4, 9, …)`. */
export function describeTally({ fate, reason, count, lines }: TallyEntry): string {
  const more = count > lines.length ? ', …' : '';
  return `${count.toLocaleString('en')} ${fate}: ${reason} (line${lines.length > 1 ? 's' : ''} ${lines.join(', ')}${more})`;
}
