import { error } from '@sveltejs/kit';
import type { ExclusionTold } from '#shared/wire/kpi-commands.ts';
import { carryOut } from '#lib/admin/server/carry-out.ts';
import { readForm } from '#lib/admin/server/form.ts';
import { listExclusionViews } from '#lib/admin/server/list-exclusion-views.ts';
import { findMissing, tell } from '#lib/admin/server/tell.ts';
import { resources } from '#lib/server/resources.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ params, locals }) => {
  const rows = await listExclusionViews(resources().pool, null);
  const exclusion = rows.find(({ id }) => String(id) === params.id);
  if (!exclusion) error(404);
  const isOwn = locals.viewer?.kind === 'account' && exclusion.proposedBy === `account:${locals.viewer.name}`;
  return { exclusion, isOwn };
};

export const actions: Actions = {
  approve: (event) => decide(event, 'exclusion.approve'),
  reject: (event) => decide(event, 'exclusion.reject'),
  withdraw: (event) => decide(event, 'exclusion.withdraw'),
};

async function decide(event: RequestEvent, verb: 'exclusion.approve' | 'exclusion.reject' | 'exclusion.withdraw') {
  const form = await readForm(event.request);
  const { id } = event.params;
  const about = { verb, subject: id };
  const missing = findMissing(about, form);
  if (missing) return missing;
  const body = { id: Number(id), note: form.text('reason') };
  return tell(about, form, await carryOut<ExclusionTold>(event, form, { owner: 'office', verb, body }));
}
