import type { QuarantineReplayed, QuarantineShown } from '#shared/wire/quarantine.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const { id } = params;
  return { id, refused: await askDoor<QuarantineShown>('quarantine.show', { id }, locals.viewer) };
};

export const actions: Actions = {
  replay: async (event) => {
    const form = await readForm(event.request);
    const { id } = event.params;
    const about = { verb: 'quarantine.replay', subject: id };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const answer = await carryOut<QuarantineReplayed>(event, form, {
      ...{ owner: 'ingest', verb: 'quarantine.replay' },
      body: { id },
    });
    return tell(about, form, answer, ({ accepted, refused }) => ({ counts: { accepted, refused } }));
  },
};
