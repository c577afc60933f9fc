import type { Pack } from '#shared/locality/pack.ts';
import { gatherRows } from './gather-rows.ts';
import { mapEvents } from './map-events.ts';
import type { SourceEvent } from './source-event.ts';
import type { Mapping } from './mapping.ts';
import { rankAssets } from './place-by-rank.ts';
import { compileRowLookup } from './row-lookup.ts';
import { createTally, type TallyEntry } from './tally.ts';

/** A set ready to be replayed: its events in the order of their time, and what became of the other rows. */
export type LoadedSet = {
  readonly mapping: Mapping;
  readonly events: readonly SourceEvent[];
  readonly tally: readonly TallyEntry[];
};

/** Maps a file of a source onto a city. A set is held in memory: about half a kilobyte an event. */
export async function loadSet(mapping: Mapping, file: string, pack: Pack): Promise<LoadedSet> {
  const tally = createTally();
  const lookupOf = compileRowLookup(mapping);
  const gathered = await gatherRows(mapping, file, lookupOf, tally);
  const events = mapEvents(mapping, gathered, lookupOf, { assets: rankAssets(pack), tally });
  return { mapping, events, tally: tally.list() };
}
