import type { IncomingMessage, ServerResponse } from 'node:http';
import { isProblem, type Door } from '../door.ts';
import type { SenderUse } from '../keys/sender-use.ts';
import { limits } from '../limits.ts';
import { answerProblem, sendAnswer, type Answer } from './answer.ts';
import { authenticateRequest } from './authenticate-request.ts';
import type { BodyBudget } from './body-budget.ts';
import { acceptedTypes, readBodyCoding } from './media-type.ts';
import { problem } from './problem.ts';
import { readWhole } from './read-body.ts';
import { receiveBatch } from './receive-batch.ts';
import { receiveLines } from './receive-lines.ts';

export type Receiving = {
  readonly door: Door;
  readonly use: SenderUse;
  readonly budget: BodyBudget;
  /** Answers `GET /v1/receipts`. */
  readonly receipts: (request: IncomingMessage) => Promise<Answer>;
};

/** `POST /v1/events`, from the key to the answer. Never rejects. */
export function receiveEvents(receiving: Receiving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return answerBy(() => receive(receiving, request), receiving, { request, response });
}

/** `GET /v1/receipts`. Never rejects. */
export function tellReceipts(receiving: Receiving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  return answerBy(() => receiving.receipts(request), receiving, { request, response });
}

async function answerBy(
  answer: () => Promise<Answer>,
  receiving: Receiving,
  { request, response }: { request: IncomingMessage; response: ServerResponse },
): Promise<void> {
  try {
    sendAnswer(request, response, await answer());
  } catch (error) {
    // The sender went away in the middle: nobody waits for an answer.
    if (request.destroyed && !request.complete) return;
    receiving.door.log.error({ err: error }, 'a request failed');
    sendAnswer(
      request,
      response,
      answerProblem(problem('unavailable', 'the door failed; send again'), limits.retryAfterS),
    );
  }
}

async function receive({ door, use, budget }: Receiving, request: IncomingMessage): Promise<Answer> {
  const authenticated = authenticateRequest(door, request);
  if (!('sender' in authenticated)) return authenticated;
  const coding = readBodyCoding(request.headers['content-type'], request.headers['content-encoding']);
  if (isProblem(coding)) {
    return { ...answerProblem(coding), headers: { accept: acceptedTypes, 'accept-encoding': 'gzip' } };
  }
  const { sender } = authenticated;
  const entered = use.enter(sender, door.now());
  if (!entered) {
    const detail = `this key has ${limits.requestsPerKey} requests open; wait for their answers`;
    return answerProblem(problem('rate-exceeded', detail), 1);
  }
  try {
    const { bucket } = entered;
    const { form, gzip } = coding;
    const { kid } = sender.key;
    if (form === 'lines') return await receiveLines(door, { request, gzip, kid, bucket });
    const body = await readWhole(request, gzip, { budget, kid });
    if (Buffer.isBuffer(body)) {
      try {
        return await receiveBatch(door, { sender, bucket, form, body });
      } finally {
        budget.give(kid, body.length);
      }
    }
    if (body.status === 503) return answerProblem(body, limits.retryAfterS);
    // What came too slowly is sent again.
    if (body.status !== 408) door.noteRefused(sender, body);
    return answerProblem(body);
  } finally {
    entered.leave();
  }
}
