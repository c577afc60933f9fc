import type { RegistryChange } from '#shared/locality/registry/compare-rows.ts';
import type { ChangeCounts } from '#shared/wire/pack-commands.ts';

/** Changes told in one answer end before it grows beyond what a message may hold. */
const MOST_BYTES = 400_000;

/** How many things of each file are added, changed and ended. */
export function countChanges(changes: readonly RegistryChange[]): Record<string, ChangeCounts> {
  const counted = (of: readonly RegistryChange[], change: RegistryChange['change']): number =>
    new Set(of.filter((each) => each.change === change).map(({ code }) => code)).size;
  const byFile = Map.groupBy(changes, ({ file }) => file);
  return Object.fromEntries(
    [...byFile].map(([file, of]) => [
      file,
      { added: counted(of, 'added'), changed: counted(of, 'changed'), ended: counted(of, 'ended') },
    ]),
  );
}

/** As many changes as fit into an answer, and how many do not. */
export function fitChanges(changes: readonly RegistryChange[]): { changes: readonly RegistryChange[]; more: number } {
  let bytes = 0;
  const fitting = changes.findIndex((change) => (bytes += Buffer.byteLength(JSON.stringify(change)) + 1) > MOST_BYTES);
  return fitting < 0 ? { changes, more: 0 } : { changes: changes.slice(0, fitting), more: changes.length - fitting };
}
