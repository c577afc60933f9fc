import type { IncomingMessage } from 'node:http';
import type { Door } from '../door.ts';
import { authenticate } from '../keys/authenticate.ts';
import type { Sender } from '../keys/sender.ts';
import { limits } from '../limits.ts';
import { answerProblem, type Answer } from './answer.ts';
import { problem } from './problem.ts';

/** The sender of a request by its key, or the answer to one that cannot be told. */
export function authenticateRequest(door: Door, request: IncomingMessage): { readonly sender: Sender } | Answer {
  const { senders } = door.registry();
  if (!senders) {
    return answerProblem(
      problem('unavailable', 'the keys have not reached the door yet; send again'),
      limits.retryAfterS,
    );
  }
  const authenticated = authenticate(request.headers.authorization, senders, door.now());
  if ('sender' in authenticated) return authenticated;
  return {
    ...answerProblem(problem('unauthenticated', authenticated.fault)),
    headers: { 'www-authenticate': 'Bearer realm="vonglau"' },
  };
}
