import { isProblem, openSitting, type Door } from '../door.ts';
import type { Frame, FrameOutcome } from '../framing/frames.ts';
import type { Sender } from '../keys/sender.ts';
import type { TokenBucket } from '../keys/token-bucket.ts';
import { limits } from '../limits.ts';
import { takeItem, type Taken } from '../take-item.ts';
import { parseJson } from '../verdicts/parse-json.ts';
import { scanJson, type ScannedJson } from '../verdicts/scan-json.ts';
import { answerProblem, answerVerdicts, unavailable, type Answer, type ItemVerdict } from './answer.ts';
import type { BodyForm } from './media-type.ts';
import { fieldProblem, problem, type Problem } from './problem.ts';

type Batch = {
  readonly sender: Sender;
  readonly bucket: TokenBucket;
  readonly form: Exclude<BodyForm, 'lines'>;
  readonly body: Buffer;
};

/** Takes a JSON body: one event or an array of them. Answers once every event that was accepted is in the log. */
export async function receiveBatch(door: Door, { sender, bucket, form, body }: Batch): Promise<Answer> {
  const scanned = scanJson(body, limits.depth);
  const misshapen = checkShape(scanned, form);
  if (misshapen || 'tooDeep' in scanned) {
    door.noteRefused(sender, misshapen ?? tooDeep);
    return answerProblem(misshapen ?? tooDeep);
  }
  const { array, items: spans } = scanned;

  const waitMs = bucket.waitMs(door.now());
  if (waitMs > 0) {
    const detail = `this key may send ${sender.key.ratePerS} events a second, and ten seconds' worth at once`;
    return answerProblem(problem('rate-exceeded', detail), Math.ceil(waitMs / 1_000));
  }
  bucket.take(Math.max(1, spans.length), door.now());

  const sitting = door.framing.hasRoom(spans.length) ? openSitting(door, sender) : unavailable('busy');
  if (isProblem(sitting)) {
    const items = spans.map((_, index) => ({ index, verdict: 'retry' as const }));
    return answerVerdicts({ accepted: 0, refused: 0, retry: items.length, items }, sitting);
  }
  const parsed = parseJson(body);
  if ('fault' in parsed) {
    const malformed = problem('malformed-json', parsed.fault);
    door.noteRefused(sender, malformed);
    if (body.length <= limits.eventBytes) door.keepRefused({ sender, text: body.toString(), problem: malformed });
    return answerProblem(malformed);
  }
  const values = array ? (parsed.value as unknown[]) : [parsed.value];
  const taken = values.map((value, index) => {
    const { start, end } = spans[index] ?? { start: 0, end: 0 };
    return takeItem(door, sitting, { value, raw: body.subarray(start, end) });
  });
  return await answerTaken(taken, array);
}

const tooDeep = problem('malformed-json', `nested deeper than ${limits.depth} levels`);

function checkShape(scanned: ScannedJson, form: Batch['form']): Problem | undefined {
  if ('tooDeep' in scanned) return tooDeep;
  if (scanned.items.length > limits.batchEvents) {
    return problem('too-large', `a batch is at most ${limits.batchEvents} events; send lines instead`);
  }
  if (form === 'single' && scanned.array) {
    return fieldProblem('invalid-event', '', 'an array is sent as application/cloudevents-batch+json');
  }
  if (form === 'batch' && !scanned.array) {
    return fieldProblem('invalid-event', '', 'a batch is an array of events');
  }
  return undefined;
}

async function answerTaken(taken: readonly Taken[], array: boolean): Promise<Answer> {
  const [only] = taken;
  if (!array && only && 'refused' in only) return answerProblem(only.refused);
  const outcomes = new Map<Frame, FrameOutcome>();
  for (const item of taken) if ('frame' in item && item.frame) outcomes.set(item.frame, 'slow');
  for (const frame of outcomes.keys()) outcomes.set(frame, await frame.settled);

  const count = { accepted: 0, refused: 0, retry: 0 };
  let cause: Exclude<FrameOutcome, 'stored'> | 'busy' = 'busy';
  const items = taken.map((item, index): ItemVerdict => {
    const named = { index, ...(item.id !== undefined && { id: item.id }) };
    if ('refused' in item) {
      count.refused += 1;
      return { ...named, verdict: 'refused', problem: item.refused };
    }
    const outcome = item.frame ? outcomes.get(item.frame) : undefined;
    if (outcome === 'stored') {
      count.accepted += 1;
      return { ...named, verdict: 'accepted' };
    }
    count.retry += 1;
    if (outcome !== undefined) cause = outcome;
    return { ...named, verdict: 'retry' };
  });
  return answerVerdicts({ ...count, items }, unavailable(cause));
}
