import { JetStreamApiError, type JetStreamClient } from '@nats-io/jetstream';
import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { Log } from '#shared/service/log.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import { encodeFrame } from '#shared/wire/frame-bytes.ts';
import type { ClosedFrame, FrameOutcome } from './frame.ts';
import type { Link } from './link.ts';

/*
 * A publish that gets no answer may have been stored all the same, and the client drops what it had buffered when it
 * connects anew. So one frame is published again under the same message id, which the stream keeps for two minutes,
 * until it is acknowledged or its time is up; then its senders are told to try again, which is harmless because an
 * event's identity is counted once.
 */

export type Publishing = {
  readonly js: JetStreamClient;
  readonly link: Link;
  readonly subject: string;
  readonly stream: string;
  readonly publishMs: number;
  readonly publishDeadlineMs: number;
  /** Message ids; must not repeat within the stream's window. */
  readonly newId: () => string;
  /** Written beside the message id. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Called for each frame that a full log refused. */
  readonly onFull?: () => void;
  readonly log: Log;
};

/** Puts one frame into the log. Always resolves. */
export async function publishFrame(frame: ClosedFrame, publishing: Publishing): Promise<FrameOutcome> {
  const { link, log } = publishing;
  const payload = encodeFrame(frame.text);
  const msgID = publishing.newId();
  // A monotonic clock: one that is set back must not keep senders waiting.
  const deadlineMs = performance.now() + publishing.publishDeadlineMs;
  for (let attempt = 0; ; attempt += 1) {
    const leftMs = deadlineMs - performance.now();
    if (leftMs <= 0) {
      log.warn({ events: frame.events, attempt, up: link.isUp() }, 'a frame was given up; its senders try again');
      return link.isUp() ? 'slow' : 'away';
    }
    if (!link.isUp()) {
      await untilChange(link, leftMs);
      continue;
    }
    const outcome = await publishOnce(payload, msgID, Math.min(publishing.publishMs, leftMs), publishing);
    if (outcome !== 'unanswered') return outcome;
    if (link.isUp()) await sleep(Math.min(backoffMs(attempt, 50, 1_000), Math.max(0, deadlineMs - performance.now())));
  }
}

type Tried = 'stored' | 'full' | 'unanswered';

/** One try; a lost link ends it at once, since no answer can come over it any more. */
function publishOnce(payload: Uint8Array, msgID: string, timeout: number, publishing: Publishing): Promise<Tried> {
  const { js, link, subject, stream, log } = publishing;
  return new Promise((resolve) => {
    const forget = link.onNextChange(() => {
      resolve('unanswered');
    });
    const end = (tried: Tried): void => {
      forget();
      resolve(tried);
    };
    const extra = toHeaders(publishing.headers);
    js.publish(subject, payload, { msgID, timeout, expect: { streamName: stream }, ...extra }).then(
      () => {
        end('stored');
      },
      (error: unknown) => {
        if (error instanceof JetStreamApiError && !isFull(error)) log.error({ err: error }, 'the log refused a frame');
        if (isFull(error)) publishing.onFull?.();
        end(isFull(error) ? 'full' : 'unanswered');
      },
    );
  });
}

function toHeaders(named: Publishing['headers']): { headers?: MsgHdrs } {
  if (!named) return {};
  const made = headers();
  for (const [name, value] of Object.entries(named)) made.set(name, value);
  return { headers: made };
}

function untilChange(link: Link, ms: number): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = link.onNextChange(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** The stream's own bound, or the server's storage. */
function isFull(error: unknown): boolean {
  return error instanceof JetStreamApiError && fullCodes.has(error.code);
}

const fullCodes = new Set([10077, 10047, 10023]);
