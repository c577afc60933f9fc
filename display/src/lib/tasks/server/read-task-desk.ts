import type { RequestEvent } from '@sveltejs/kit';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';
import { readOffices } from './read-offices.ts';

/** What every page of tasks knows; null: the database cannot be read. `nowMs` is the world's time. */
export async function readTaskDesk(event: RequestEvent) {
  const { pool } = resources();
  const desk = readDesk(event);
  const own = ownOf(event.locals.viewer);
  const known = await readKnown().catch(() => null);
  return { ...desk, own, nowMs: known?.nowMs ?? Date.parse(desk.at), offices: known?.offices ?? null };

  async function readKnown() {
    const nowMs = (await readWorldNow(pool, desk.world, Date.now())) ?? Date.now();
    const { timeZone, language } = desk;
    return { nowMs, offices: await readOffices(pool, { nowMs, timeZone, language }) };
  }
}
