import { Agent as HttpAgent, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { z } from 'zod';
import { backoffMs, sleep } from '#shared/service/retry.ts';

/** What became of the events of one `send`. `undecided` is above 0 only when it was aborted. */
export type Sent = {
  accepted: number;
  refused: number;
  undecided: number;
  /** First reasons of refusals, with how many had each. */
  readonly reasons: Map<string, number>;
};

/** The door as a sender sees it. */
export type DoorClient = {
  /**
   * Sends events in their order and stays with them until each is accepted or refused, or the signal aborts. An event
   * without a verdict goes again with the same id, which is counted once. Throws `DoorError` when trying again cannot help.
   */
  readonly send: (events: readonly object[], signal: AbortSignal) => Promise<Sent>;
  readonly close: () => void;
};

/** The door turned the whole request away; `status` is its HTTP status (401: the key is not known or no longer good). */
export class DoorError extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const maxEvents = 1_000;
const maxBytes = 4 * 1024 * 1024;
const requestTimeoutMs = 15_000;
const reasonsKept = 20;

const verdictsSchema = z.object({
  items: z.array(
    z.object({
      index: z.int().min(0),
      verdict: z.enum(['accepted', 'refused', 'retry']),
      problem: z.unknown().optional(),
    }),
  ),
});

/** Opens the door at `url` with a key's token. Connections are kept; nothing is sent yet. */
export function createDoorClient(url: string, token: string): DoorClient {
  const address = new URL('v1/events', url.endsWith('/') ? url : `${url}/`);
  const isSecure = address.protocol === 'https:';
  const agent = isSecure ? new HttpsAgent({ keepAlive: true }) : new HttpAgent({ keepAlive: true });
  const post = (body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = (isSecure ? httpsRequest : httpRequest)(address, {
        method: 'POST',
        agent,
        timeout: requestTimeoutMs,
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/cloudevents-batch+json',
          'content-length': body.length,
        },
      });
      request.once('timeout', () => request.destroy(new Error('the door did not answer in time')));
      request.once('error', reject);
      request.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('error', reject);
        response.once('end', () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          });
        });
      });
      request.end(body);
    });
  return {
    send: async (events, signal) => {
      const sent: Sent = { accepted: 0, refused: 0, undecided: 0, reasons: new Map() };
      for (const chunk of splitByLimits(events.map((event) => JSON.stringify(event)))) {
        if (signal.aborted) sent.undecided += chunk.length;
        else await sendUntilDecided(chunk, post, sent, signal);
      }
      return sent;
    },
    close: () => {
      agent.destroy();
    },
  };
}

/** Groups texts into requests that the door takes. */
export function splitByLimits(texts: readonly string[]): string[][] {
  const chunks: string[][] = [];
  let bytes = Infinity;
  for (const text of texts) {
    const length = Buffer.byteLength(text) + 1;
    const last = chunks.at(-1);
    if (!last || last.length >= maxEvents || bytes + length > maxBytes) {
      chunks.push([text]);
      bytes = length + 2;
    } else {
      last.push(text);
      bytes += length;
    }
  }
  return chunks;
}

type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly text: string };

async function sendUntilDecided(
  texts: readonly string[],
  post: (body: Buffer) => Promise<Answer>,
  sent: Sent,
  signal: AbortSignal,
): Promise<void> {
  let left = texts;
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (signal.aborted) {
      sent.undecided += left.length;
      return;
    }
    // A broken connection says nothing of the events: they go again.
    const answer = await post(Buffer.from(`[${left.join(',')}]`)).catch(() => undefined);
    const before = left.length;
    if (answer) left = takeVerdicts(answer, left, sent);
    if (left.length === 0) return;
    if (left.length < before) attempt = 0;
    await sleep(Math.max(retryAfterMs(answer), backoffMs(attempt, 100, 5_000)), signal);
  }
}

/** Counts the decided ones and returns those to send again. */
function takeVerdicts(answer: Answer, texts: readonly string[], sent: Sent): readonly string[] {
  if (answer.status === 429 || (answer.status >= 500 && !answer.text.includes('"items"'))) return texts;
  const parsed = verdictsSchema.safeParse(parseJson(answer.text));
  if (!parsed.success) throw new DoorError(answer.status, describeProblem(answer));
  // What has no verdict goes again: only an event that is named as accepted is known to be in the log.
  const decided = new Set<number>();
  for (const { index, verdict, problem } of parsed.data.items) {
    if (verdict === 'retry' || index >= texts.length) continue;
    decided.add(index);
    if (verdict === 'accepted') {
      sent.accepted += 1;
      continue;
    }
    sent.refused += 1;
    const reason = toReason(problem);
    if (sent.reasons.has(reason) || sent.reasons.size < reasonsKept)
      sent.reasons.set(reason, (sent.reasons.get(reason) ?? 0) + 1);
  }
  return texts.filter((_, index) => !decided.has(index));
}

function retryAfterMs(answer: Answer | undefined): number {
  const seconds = Number(answer?.headers['retry-after'] ?? 0);
  return Number.isFinite(seconds) ? Math.min(30, Math.max(0, seconds)) * 1000 : 0;
}

/** A problem as the door writes it (RFC 9457), with the fields that are wrong. */
const problemSchema = z.looseObject({
  title: z.string().optional(),
  detail: z.string().optional(),
  path: z.string().optional(),
  errors: z.array(z.looseObject({ path: z.string(), reason: z.string() })).optional(),
});

function toReason(problem: unknown): string {
  const { data } = problemSchema.safeParse(problem);
  const [fault] = data?.errors ?? [];
  if (fault) return `${fault.path}: ${fault.reason}`;
  const text = [data?.path, data?.detail ?? data?.title].filter((part) => part !== undefined && part !== '');
  return text.length > 0 ? text.join(': ') : 'refused without a reason';
}

function describeProblem({ status, text }: Answer): string {
  return `the door answered ${String(status)}: ${toReason(parseJson(text))}`;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
