import { error } from '@sveltejs/kit';
import { listWallTokens } from '#shared/store/list-wall-tokens.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => {
  const token = (await listWallTokens(resources().pool)).find(({ id }) => id === params.id);
  if (!token) error(404);
  return { token };
};

export const actions: Actions = {
  revoke: async (event) => {
    const form = await readForm(event.request);
    const { id } = event.params;
    const about = { verb: 'walltoken.revoke', subject: id };
    const missing = findMissing(about, form, id);
    if (missing) return missing;
    return tell(about, form, await carryOut(event, form, { owner: 'office', verb: 'walltoken.revoke', body: { id } }));
  },
};
