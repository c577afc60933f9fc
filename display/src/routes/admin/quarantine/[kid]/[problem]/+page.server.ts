import type { QuarantineListed, QuarantineReplayed } from '#shared/wire/quarantine.ts';
import { pageRows, readPage } from '#lib/admin/paging.ts';
import { askDoor } from '#lib/admin/server/ask-door.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm, type Form } from '#lib/admin/server/form.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, url }) => {
  const { kid, problem } = params;
  const page = readPage(url);
  const asked = { kid, problem, limit: pageRows, skip: (page - 1) * pageRows };
  return { kid, problem, page, listed: await askDoor<QuarantineListed>('quarantine.list', asked) };
};

export const actions: Actions = {
  replay: async (event) => {
    const form = await readForm(event.request);
    const { kid, problem } = event.params;
    const about = { verb: 'quarantine.replay', subject: problem };
    const missing = findMissing(about, form);
    if (missing) return missing;
    const answer = await carryOut<QuarantineReplayed>(event, form, {
      ...{ owner: 'ingest', verb: 'quarantine.replay' },
      body: { kid, problem, ...placeOf(form) },
    });
    return tell(about, form, answer, ({ accepted, refused, next }) => ({
      counts: {
        accepted: countIn(form, 'accepted') + accepted,
        refused: countIn(form, 'refused') + refused,
        ...next,
      },
    }));
  },
};

/** Where the portion begins; nothing for the first one. */
function placeOf(form: Form): { from?: number; upTo?: number } {
  if (form.text('upTo') === '') return {};
  return { from: countIn(form, 'from'), upTo: countIn(form, 'upTo') };
}

function countIn(form: Form, name: string): number {
  const value = Number(form.text(name));
  return Number.isSafeInteger(value) && value > 0 ? value : 0;
}
