import { readWorldClock, type WorldClock } from '../wire/world.ts';
import { listWorlds } from './list-worlds.ts';
import type { Sql } from './sql.ts';

/** What a world's clock reads at real time `realMs`; undefined when there is no such world. */
export async function readWorldNow(sql: Sql, world: string, realMs: number): Promise<number | undefined> {
  if (world === 'live') return realMs;
  const clock: WorldClock | undefined = (await listWorlds(sql)).find((one) => one.world === world);
  return clock && readWorldClock(clock, realMs).nowMs;
}
