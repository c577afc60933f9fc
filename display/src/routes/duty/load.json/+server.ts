import { listTakers } from '#lib/duty/server/list-takers.ts';
import { readOnDuty } from '#lib/duty/server/read-on-duty.ts';
import type { LoadReport } from '#lib/duty/load/load-report.ts';
import { askedWorld } from '#lib/server/asked-world.ts';
import { askOwner } from '#lib/server/ask-owner.ts';
import { resources } from '#lib/server/resources.ts';
import { listClosures } from '#shared/store/list-closures.ts';
import { readAnnouncements } from '#shared/store/read-announcements.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { readWorstActors } from '#shared/store/read-worst-actors.ts';
import type { MaintenanceTold, ShelfTold } from '#shared/wire/alert-commands.ts';
import type { RequestHandler } from './$types';

const dayMs = 86_400_000;
const worstShown = 10;
const closuresShown = 50;

/** The desk's load of the last day, the week's worst actors, what is shelved or planned, how many share it and who may be given some. */
export const GET: RequestHandler = async ({ url, locals }) => {
  const { pool } = resources();
  const world = askedWorld(url, locals.viewer);
  const actor = locals.viewer?.kind === 'account' ? `account:${locals.viewer.name}` : 'process:display';
  const nowMs = (await readWorldNow(pool, world, Date.now())) ?? Date.now();
  const [now, dayAgo, weekAgo] = [nowMs, nowMs - dayMs, nowMs - 7 * dayMs].map((ms) => new Date(ms)) as [
    Date,
    Date,
    Date,
  ];
  const onDuty = readOnDuty(actor);
  const [announced, worst, shelves, closures, planned, officers, takers] = await Promise.all([
    readAnnouncements(pool, world, dayAgo, now),
    readWorstActors(pool, { world, from: weekAgo, to: now, limit: worstShown }),
    askOwner<readonly ShelfTold[]>('duty', 'shelf.list', { actor, body: { world } }),
    listClosures(pool, { world, limit: closuresShown }).catch(() => null),
    askOwner<readonly MaintenanceTold[]>('duty', 'maintenance.list', { actor, body: { world } }),
    onDuty,
    onDuty.then((contacts) => listTakers(pool, locals.viewer, contacts)),
  ]);
  return Response.json({
    ...{ announced, worst, takers, shelves: shelves.ok ? shelves.value : null },
    planned: planned.ok ? planned.value : null,
    // At least the one who looks, also where no rota is written or can be read.
    officers: Math.max(1, officers?.length ?? 0),
    closures: closures?.filter(({ state }) => state === 'proposed') ?? null,
  } satisfies LoadReport);
};
