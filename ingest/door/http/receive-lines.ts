import type { IncomingMessage } from 'node:http';
import { sleep } from '#shared/service/retry.ts';
import { isProblem, openSitting, type Door } from '../door.ts';
import { findKeyFault, type Sender } from '../keys/sender.ts';
import type { TokenBucket } from '../keys/token-bucket.ts';
import { limits } from '../limits.ts';
import { takeItem, type Taken } from '../take-item.ts';
import type { Sitting } from '../verdicts/judge-event.ts';
import { parseJson } from '../verdicts/parse-json.ts';
import { scanJson } from '../verdicts/scan-json.ts';
import { answerVerdicts, unavailable, type Answer } from './answer.ts';
import { problem, type Problem } from './problem.ts';
import { chunksOf, inflating, nextChunk } from './read-body.ts';
import { createLineSplitter, type Line } from './split-lines.ts';
import { createStreamTally, type StreamTally } from './stream-tally.ts';

/*
 * A stream of lines may be of any length: it is read piece by piece, no faster than its key's rate and its frames'
 * acknowledgements allow, so a sender that is too fast is slowed instead of refused. At the first line that must be sent
 * again reading ends, and the answer says from which line.
 */

type Lines = {
  readonly request: IncomingMessage;
  readonly gzip: boolean;
  readonly kid: string;
  readonly bucket: TokenBucket;
};

/** Lines judged before others get their turn. */
const groupLines = 200;

/** Takes a stream of events, one a line. */
export async function receiveLines(door: Door, lines: Lines): Promise<Answer> {
  const tally = createStreamTally();
  const splitter = createLineSplitter(limits.eventBytes);
  const ended = await readAll(door, lines, { tally, splitter });
  await tally.settle(0);
  const verdicts = tally.verdicts();
  if (ended) {
    const resumeFromLine = Math.min(verdicts.resumeFromLine ?? Infinity, ended.resumeFromLine);
    const { status } = ended.problem;
    return {
      status,
      body: { ...ended.problem, ...verdicts, resumeFromLine },
      ...(status === 503 && { retryAfterS: limits.retryAfterS }),
    };
  }
  return answerVerdicts(verdicts, unavailable(tally.failure() ?? 'slow'));
}

type Ended = { readonly problem: Problem; readonly resumeFromLine: number };
type Progress = { readonly tally: StreamTally; readonly splitter: ReturnType<typeof createLineSplitter> };

/** Reads to the end, or to what ended it early. */
async function readAll(door: Door, lines: Lines, { tally, splitter }: Progress): Promise<Ended | undefined> {
  const inflated = lines.gzip ? inflating(lines.request) : undefined;
  const chunks = chunksOf(inflated?.stream ?? lines.request);
  const end = (ended: Problem): Ended => ({ problem: ended, resumeFromLine: splitter.nextNumber() });
  let bytes = 0;
  let lineUntilMs = performance.now() + limits.lineMs;
  for (;;) {
    const chunk = await nextChunk(chunks, Math.max(1, lineUntilMs - performance.now())).catch((error: unknown) => {
      if (inflated && (lines.request.complete || !lines.request.destroyed))
        return problem('malformed-gzip', 'the stream is not whole gzip');
      throw error;
    });
    if (chunk === 'late') return end(problem('too-slow', `no line was completed in ${limits.lineMs / 1_000} s`));
    if ('status' in chunk) return end(chunk);
    if (!chunk.done) bytes += chunk.value.length;
    if (inflated?.isBomb(bytes)) return end(problem('too-large', 'the stream inflates beyond what honest data does'));
    const complete = chunk.done ? splitter.end() : splitter.push(chunk.value);
    const ended = await takeLines(door, lines, { complete, tally });
    if (ended) return ended;
    if (chunk.done || tally.failure()) return undefined;
    if (complete.length > 0) lineUntilMs = performance.now() + limits.lineMs;
  }
}

async function takeLines(
  door: Door,
  { kid, bucket }: Lines,
  { complete, tally }: { complete: readonly Line[]; tally: StreamTally },
): Promise<Ended | undefined> {
  for (let from = 0; from < complete.length; from += groupLines) {
    const group = complete.slice(from, from + groupLines);
    const resumeFromLine = group[0]?.number ?? 1;
    const waitMs = bucket.waitMs(door.now());
    if (waitMs > 0) await sleep(waitMs);
    await waitForRoom(door, kid, group.length, tally);
    if (tally.failure()) return undefined;
    // Looked up anew: a stream may outlast its key.
    const sender = usableSender(door, kid);
    const sitting = isProblem(sender) ? sender : openSitting(door, sender);
    if (isProblem(sitting)) return { problem: sitting, resumeFromLine };
    bucket.take(group.length, door.now());
    for (const line of group) tally.note(line.number, takeLine(door, sitting, line));
    await tally.settle(limits.framesPerStream);
  }
  return undefined;
}

/** Waits for others' events to be acknowledged before this stream adds more, but no longer than a frame may take. */
async function waitForRoom(door: Door, kid: string, events: number, tally: StreamTally): Promise<void> {
  const untilMs = performance.now() + limits.publishDeadlineMs;
  while (!door.framing.hasRoom(kid, events) && performance.now() < untilMs && !tally.failure()) {
    await tally.settle(0);
    await sleep(10);
  }
}

function usableSender(door: Door, kid: string): Sender | Problem {
  const sender = door.registry().senders?.get(kid);
  const fault = sender ? findKeyFault(sender, door.now()) : 'this key is no longer known';
  return sender && fault === undefined ? sender : problem('unauthenticated', fault ?? 'this key is no longer known');
}

function takeLine(door: Door, sitting: Sitting, { bytes }: Line): Taken {
  if (!bytes) {
    const refused = problem('too-large', `a line is at most ${limits.eventBytes} bytes`);
    door.noteRefused(sitting.sender, refused);
    return { refused };
  }
  const refuse = (detail: string): Taken => {
    const refused = problem('malformed-json', detail);
    door.noteRefused(sitting.sender, refused);
    door.keepRefused({ sender: sitting.sender, text: bytes.toString(), problem: refused });
    return { refused };
  };
  if ('tooDeep' in scanJson(bytes, limits.depth)) return refuse(`nested deeper than ${limits.depth} levels`);
  const parsed = parseJson(bytes);
  return 'fault' in parsed ? refuse(parsed.fault) : takeItem(door, sitting, { value: parsed.value, raw: bytes });
}
