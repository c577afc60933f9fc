import type { RequestEvent } from '@sveltejs/kit';
import { askOwner } from '#lib/server/ask-owner.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { createAnswerOnce } from './answer-once.ts';
import { commandIdOf } from './command-id.ts';
import type { Form } from './form.ts';

/** What is asked of whom. */
export type Wish = { readonly owner: 'office' | 'ingest' | 'duty'; readonly verb: string; readonly body: unknown };

const answerOnce = createAnswerOnce(() => performance.now());

/** Sends what a form asks for to its owner, in the name of who is logged in and with the reason given. Never rejects. */
export async function carryOut<Value>(
  { locals }: Pick<RequestEvent, 'locals'>,
  form: Form,
  { owner, verb, body }: Wish,
): Promise<CommandAnswer<Value>> {
  const { viewer } = locals;
  if (viewer?.kind !== 'account') return { ok: false, code: 'forbidden', message: 'only an account may do this' };
  const nonce = form.text('nonce');
  if (nonce.length < 8)
    return { ok: false, code: 'invalid', message: 'the form is not one of ours; open the page anew' };
  const id = commandIdOf(nonce, viewer.name, { verb, body });
  const command = { id, actor: `account:${viewer.name}`, reason: form.text('reason').slice(0, 200), body };
  return answerOnce(id, () => askOwner<Value>(owner, verb, command)) as Promise<CommandAnswer<Value>>;
}
