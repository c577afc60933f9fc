import type { QuarantineGroup, QuarantineGrouped } from '#shared/wire/quarantine.ts';
import type { RefusedEvent } from './refused-event.ts';

/** What of a refused event is counted. */
type Counted = Omit<RefusedEvent, 'text' | 'id' | 'reason'>;

type Group = Omit<QuarantineGroup, 'paths' | 'types'> & { paths: Map<string, number>; types: Map<string, number> };

const told = 500;
const named = 5;
// A sender can name endless types and fields; those met after so many are not told.
const remembered = 100;

/** Counts refused events by key and problem; they are added in the order they were kept. */
export function createRefusedGroups() {
  const groups = new Map<string, Group>();
  let total = 0;
  return {
    add: ({ kid, source, world, problem, path, type, at }: Counted): void => {
      total += 1;
      const key = `${kid} ${problem}`;
      let group = groups.get(key);
      if (!group) {
        group = { kid, source, world, problem, count: 0, oldest: at, newest: at, paths: new Map(), types: new Map() };
        groups.set(key, group);
      }
      note(group.paths, path);
      note(group.types, type);
      const { oldest, newest } = group;
      const span = { oldest: at < oldest ? at : oldest, newest: at > newest ? at : newest };
      groups.set(key, { ...group, ...span, count: group.count + 1 });
    },
    read: (): QuarantineGrouped => ({
      total,
      groups: [...groups.values()]
        .sort((a, b) => b.count - a.count)
        .slice(0, told)
        .map(({ paths, types, ...rest }) => ({ ...rest, paths: mostFrequent(paths), types: mostFrequent(types) })),
    }),
  };
}

function note(seen: Map<string, number>, name: string | undefined): void {
  if (name === undefined || (seen.size >= remembered && !seen.has(name))) return;
  seen.set(name, (seen.get(name) ?? 0) + 1);
}

function mostFrequent(seen: ReadonlyMap<string, number>): string[] {
  return [...seen]
    .sort((a, b) => b[1] - a[1])
    .slice(0, named)
    .map(([name]) => name);
}
