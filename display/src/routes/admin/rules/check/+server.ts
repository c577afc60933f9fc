import { checkRuleText } from '#lib/admin/rules/check-rule-text.ts';
import type { RequestHandler } from './$types';

const mostChars = 4_000;

/** What a rule's text means as it stands now, or what is wrong in it. Nothing is kept. */
export const POST: RequestHandler = async ({ request, locals }) =>
  Response.json(checkRuleText((await request.text()).slice(0, mostChars), locals.language));
