import { error } from '@sveltejs/kit';
import { listDrills } from '#shared/store/drills.ts';
import { readWorldNow } from '#shared/store/read-world-now.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
  const [drill] = await listDrills(resources().pool, { limit: 1, id: params.id });
  if (!drill) error(404);
  return { drill, nowMs: (await readWorldNow(resources().pool, drill.world, Date.now())) ?? null };
};

export const actions: Actions = {
  end: async (event) => {
    const form = await readForm(event.request);
    const { id } = event.params;
    const about = { verb: 'drill.end', subject: id };
    const missing = findMissing(about, form, id);
    if (missing) return missing;
    return tell(about, form, await carryOut(event, form, { owner: 'office', verb: 'drill.end', body: { id } }));
  },
};
