import { readRules } from '#lib/admin/server/read-rules.ts';
import { resources } from '#lib/server/resources.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { language } }) => ({
  rules: await readRules(resources().pool, language),
});
