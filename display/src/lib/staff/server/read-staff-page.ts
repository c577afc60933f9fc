import type { RequestEvent } from '@sveltejs/kit';
import { readStaff, type StaffView } from '#shared/staff/ask/read-staff.ts';
import { inSnapshot } from '#shared/store/in-snapshot.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { ownOf } from '#lib/incidents/server/own-of.ts';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { resources } from '#lib/server/resources.ts';

/** What the page of staff shows, the point with most missing first; `view` null: the database cannot be read. */
export async function readStaffPage(event: RequestEvent) {
  const desk = readDesk(event);
  const own = ownOf(event.locals.viewer);
  const { world } = desk;
  const view = await inSnapshot(resources().pool, async (sql): Promise<StaffView> => {
    const nowMs = (await readWorldNow(sql, world, Date.now())) ?? Date.now();
    return readStaff(sql, { world, nowMs, unit: own });
  }).catch(() => null);
  return { ...desk, own, view: view && { ...view, points: inOrder(view) } };
}

/** What is not known of comes before what is in order: it wants a look too. */
function inOrder({ points }: StaffView): StaffView['points'] {
  const rank = ({ missing, isOpen }: StaffView['points'][number]): number => {
    if (missing !== null && missing > 0) return 1_000 + missing;
    return missing === null ? (isOpen ? 500 : 100) : missing;
  };
  return points.toSorted((one, other) => rank(other) - rank(one) || one.code.localeCompare(other.code));
}
