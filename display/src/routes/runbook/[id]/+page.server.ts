import { error } from '@sveltejs/kit';
import { readDesk } from '#lib/people/server/read-desk.ts';
import { loadRunbook } from '#lib/server/load-runbook.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const runbook = loadRunbook(event.params.id);
  if (!runbook) error(404);
  const desk = readDesk(event);
  return { ...desk, part: runbook[desk.language] };
};
