import { fail, type ActionFailure } from '@sveltejs/kit';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { ActTold, FaultCode } from '../act-told.ts';
import type { Form } from './form.ts';

const statuses: Readonly<Record<FaultCode, number>> = {
  invalid: 400,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  unavailable: 503,
};

type Told = { told: ActTold } | ActionFailure<{ told: ActTold }>;
type About = { readonly verb: string; readonly subject: string };
/** What is worth telling of what was done. */
export type Done = Partial<Pick<Extract<ActTold, { ok: true }>, 'subject' | 'secret' | 'counts'>>;

/** Turns an owner's answer into what the page says; `done` picks what is worth telling of what was made. */
export function tell<Value>(
  about: About,
  form: Form,
  answer: CommandAnswer<Value>,
  done: (value: Value) => Done = () => ({}),
): Told {
  if (answer.ok) return { told: { ...about, ok: true, ...done(answer.value) } };
  const { code, message } = answer;
  return fail(statuses[code], { told: { ...about, ok: false, code, detail: message, values: form.values } });
}

/** What the page itself asks before anything is sent: a reason, and for what cannot be undone its name in words. */
export function findMissing(about: About, form: Form, confirm?: string): ActionFailure<{ told: ActTold }> | undefined {
  const field = form.text('reason').length < 3 ? 'reason' : undefined;
  const wrong = confirm !== undefined && form.text('confirm') !== confirm ? 'confirm' : field;
  if (!wrong) return undefined;
  return fail(400, { told: { ...about, ok: false, code: 'invalid', field: wrong, values: form.values } });
}
