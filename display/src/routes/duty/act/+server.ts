import { askOwner } from '#lib/server/ask-owner.ts';
import { actRequest } from '#lib/duty/server/act-request.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { RequestHandler } from './$types';

/** Carries an act of the desk to its owner in the name of who is logged in; answers what the owner answered. */
export const POST: RequestHandler = async ({ request, locals }) => {
  const { viewer } = locals;
  if (viewer?.kind !== 'account')
    return Response.json(refusal('forbidden', 'only an account may do this'), { status: 403 });
  const asked = actRequest.safeParse(await request.json().catch(() => null));
  if (!asked.success) {
    const faults = asked.error.issues.map(({ path, message }) => [...path, message].join(': ')).join('; ');
    return Response.json(refusal('invalid', faults), { status: 400 });
  }
  const { verb, ...command } = asked.data;
  return Response.json(await askOwner('duty', verb, { ...command, actor: `account:${viewer.name}` }));
};

function refusal(code: 'invalid' | 'forbidden', message: string): CommandAnswer<never> {
  return { ok: false, code, message };
}
