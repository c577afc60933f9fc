import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Pack } from '#shared/locality/pack.ts';
import { loadMapping } from './load-mapping.ts';
import { loadSet, type LoadedSet } from './load-set.ts';
import type { Terminal } from './progress.ts';
import type { ReplayOptions } from './replay-options.ts';
import { describeTally } from './tally.ts';

/** Maps the sets that were asked for and tells of each how many events it has and what became of the other rows. */
export async function loadSets(options: ReplayOptions, pack: Pack, out: Terminal): Promise<LoadedSet[]> {
  const sets: LoadedSet[] = [];
  for (const { mapping, file } of listFiles(options)) {
    const set = await loadSet(loadMapping(mapping), file, pack);
    sets.push(set);
    out.write(`${set.mapping.set}: ${set.events.length.toLocaleString('en')} events\n`);
    for (const entry of set.tally) out.write(`  ${describeTally(entry)}\n`);
  }
  if (sets.length === 0) throw new Error('there is nothing to replay');
  return sets;
}

function listFiles({ file, mapping, samples, city }: ReplayOptions): { mapping: string; file: string }[] {
  if (file !== undefined && mapping !== undefined) return [{ mapping, file }];
  if (samples === undefined) throw new Error('--file with --mapping, or --samples');
  const folder = join(city, 'mappings');
  return readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .flatMap((name) => {
      const { sample } = loadMapping(join(folder, name)).file;
      const found = sample === undefined ? undefined : join(samples, sample);
      return found !== undefined && existsSync(found) ? [{ mapping: join(folder, name), file: found }] : [];
    });
}

/** Lines for people: how many events of each type. */
export function describeTypes({ mapping, events }: LoadedSet): string {
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => `${mapping.set}, ${type}: ${count.toLocaleString('en')}\n`).join('');
}
