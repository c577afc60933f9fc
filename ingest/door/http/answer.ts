import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FrameOutcome } from '../framing/frame.ts';
import { limits } from '../limits.ts';
import { problem, type Problem } from './problem.ts';

/** What becomes of one item; `index` counts a batch's items from 0, `line` a stream's lines from 1. */
export type ItemVerdict = {
  readonly index?: number;
  readonly line?: number;
  readonly id?: string;
  readonly verdict: 'accepted' | 'refused' | 'retry';
  readonly problem?: Problem;
};

/** The verdicts of a request. */
export type Verdicts = {
  readonly accepted: number;
  readonly refused: number;
  readonly retry: number;
  readonly items: readonly ItemVerdict[];
  /** Of a stream that was broken off: send again from this line; what of it was taken already is counted once. */
  readonly resumeFromLine?: number;
};

export type Answer = {
  readonly status: number;
  readonly body: object;
  readonly retryAfterS?: number;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Answers with a problem alone. */
export function answerProblem(refused: Problem, retryAfterS?: number): Answer {
  return { status: refused.status, body: refused, ...(retryAfterS !== undefined && { retryAfterS }) };
}

/**
 * Answers with verdicts: 202 all accepted, 207 some refused. As soon as one item must be sent again the whole answer is
 * a 503, so that a sender who looks at nothing but the status sends again and loses nothing.
 */
export function answerVerdicts(verdicts: Verdicts, cause: Problem = unavailable('slow')): Answer {
  if (verdicts.retry > 0) {
    return { status: cause.status, body: { ...cause, ...verdicts }, retryAfterS: limits.retryAfterS };
  }
  return { status: verdicts.refused > 0 ? 207 : 202, body: verdicts };
}

const reasons: Readonly<Record<Exclude<FrameOutcome, 'stored'> | 'closing', string>> = {
  away: 'the log cannot be reached; send again',
  slow: 'the log did not acknowledge in time; send again, what was stored is counted once',
  full: 'the log is full; the city was told; send again later',
  closing: 'the door is closing; send again',
  busy: 'more waits for the log than the door holds; send again',
};

/** Why events could not be taken now. */
export function unavailable(why: keyof typeof reasons): Problem {
  return problem('unavailable', reasons[why]);
}

/** Sends an answer. When the body was not read to its end the connection closes after it. */
export function sendAnswer(request: IncomingMessage, response: ServerResponse, answer: Answer): void {
  if (response.destroyed || response.headersSent) return;
  const text = Buffer.from(JSON.stringify(answer.body));
  const cut = !request.complete && hasBody(request);
  response.writeHead(answer.status, {
    'content-type': answer.status >= 400 ? 'application/problem+json' : 'application/json',
    'content-length': text.length,
    'cache-control': 'no-store',
    ...(answer.retryAfterS !== undefined && { 'retry-after': String(answer.retryAfterS) }),
    ...(cut && { connection: 'close' }),
    ...answer.headers,
  });
  response.end(text);
  if (cut) dropRest(request);
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** Closing at once would reset the connection and take the answer with it. */
function dropRest(request: IncomingMessage): void {
  // What inflated it takes no more.
  request.unpipe();
  request.resume();
  const timer = setTimeout(() => request.socket.destroy(), limits.lingerCloseMs);
  request.once('close', () => {
    clearTimeout(timer);
  });
}
