import { error, type RequestEvent } from '@sveltejs/kit';
import { ownOf } from '../../incidents/server/own-of.ts';
import { createKeptReadings, type KeptReading } from '../../incidents/server/read-kept.ts';
import { readDesk } from '../../people/server/read-desk.ts';
import { resources } from '../../server/resources.ts';
import type pg from 'pg';

/** A page of one thing reads much at once; KPIs of a unit over a year of data take a while. */
const readKept = createKeptReadings(() => new Date(), 12_000);

type Event = Pick<RequestEvent, 'locals' | 'url'>;

/** What the pages of one thing know of their reader. */
export function readLevelDesk(event: Event) {
  return { ...readDesk(event), own: ownOf(event.locals.viewer) };
}

/**
 * Reads a page, or what was last read of it while the database is away; null where it never was. Throws 404 where there is
 * no such thing. `key` names everything that the reading depends on, its reader among it.
 */
export async function readLevel<Value>(
  key: readonly unknown[],
  read: (pool: pg.Pool) => Promise<Value | undefined>,
): Promise<KeptReading<Value> | null> {
  const kept = await readKept(JSON.stringify(['level', ...key]), () => read(resources().pool));
  if (kept && kept.value === undefined) error(404);
  return kept as KeptReading<Value> | null;
}
