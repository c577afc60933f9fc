import type { RequestEvent } from '@sveltejs/kit';
import { askOwner } from '#lib/server/ask-owner.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';

/** Asks the duty process a question in the name of who is logged in. Never rejects. */
export function askDuty<Value>(
  { locals }: Pick<RequestEvent, 'locals'>,
  verb: string,
  body: unknown,
): Promise<CommandAnswer<Value>> {
  const { viewer } = locals;
  const message = 'only an account may see this';
  if (viewer?.kind !== 'account') return Promise.resolve({ ok: false, code: 'forbidden', message });
  return askOwner<Value>('duty', verb, { actor: `account:${viewer.name}`, body });
}
