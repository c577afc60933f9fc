import { isProblem, openSitting, type Door } from './door.ts';
import type { Frame, FrameOutcome } from './framing/frame.ts';
import { unavailable, type ItemVerdict, type Verdicts } from './http/answer.ts';
import type { BodyForm } from './http/media-type.ts';
import { fieldProblem, problem, type Problem } from './http/problem.ts';
import type { Sender } from './keys/sender.ts';
import type { TokenBucket } from './keys/token-bucket.ts';
import { limits } from './limits.ts';
import { takeItem, type Taken } from './take-item.ts';
import { parseJson } from './verdicts/parse-json.ts';
import { scanJson, type ScannedJson } from './verdicts/scan-json.ts';

export type Batch = {
  readonly sender: Sender;
  readonly bucket: TokenBucket;
  readonly form: Exclude<BodyForm, 'lines'>;
  readonly body: Buffer;
};

/**
 * What became of a JSON body at once: refused whole; not taken now, nothing of it (`waitMs` until its key's rate allows
 * it again, undefined: not known); or judged item by item, with what was accepted on its way into the log.
 */
export type TakenBatch =
  | { readonly refused: Problem }
  | { readonly notNow: Problem; readonly events: number; readonly waitMs?: number }
  | { readonly array: boolean; readonly taken: readonly Taken[] };

/** Takes a JSON body, one event or an array of them, whichever way it came. */
export function takeBatch(door: Door, { sender, bucket, form, body }: Batch): TakenBatch {
  const scanned = scanJson(body, limits.depth);
  const misshapen = checkShape(scanned, form);
  if (misshapen || 'tooDeep' in scanned) {
    door.noteRefused(sender, misshapen ?? tooDeep);
    return { refused: misshapen ?? tooDeep };
  }
  const { array, items: spans } = scanned;
  const events = spans.length;

  const waitMs = bucket.waitMs(door.now());
  if (waitMs > 0) {
    const detail = `this key may send ${sender.key.ratePerS} events a second, and ten seconds' worth at once`;
    return { notNow: problem('rate-exceeded', detail), events, waitMs };
  }
  bucket.take(Math.max(1, events), door.now());

  const sitting = door.framing.hasRoom(sender.key.kid, events) ? openSitting(door, sender) : unavailable('busy');
  if (isProblem(sitting)) return { notNow: sitting, events };
  const parsed = parseJson(body);
  if ('fault' in parsed) {
    const malformed = problem('malformed-json', parsed.fault);
    door.noteRefused(sender, malformed);
    if (body.length <= limits.eventBytes) door.keepRefused({ sender, text: body.toString(), problem: malformed });
    return { refused: malformed };
  }
  const values = array ? (parsed.value as unknown[]) : [parsed.value];
  const taken = values.map((value, index) => {
    const { start, end } = spans[index] ?? { start: 0, end: 0 };
    return takeItem(door, sitting, { value, raw: body.subarray(start, end) });
  });
  return { array, taken };
}

/** The verdicts of taken items once the log has answered for every accepted one, and why those to retry must be. */
export async function settleTaken(
  taken: readonly Taken[],
): Promise<{ readonly verdicts: Verdicts; readonly cause: Problem }> {
  const outcomes = new Map<Frame, FrameOutcome>();
  for (const item of taken) if ('frame' in item && item.frame) outcomes.set(item.frame, 'slow');
  for (const frame of outcomes.keys()) outcomes.set(frame, await frame.settled);

  const count = { accepted: 0, refused: 0, retry: 0 };
  let cause: Exclude<FrameOutcome, 'stored'> = 'busy';
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
  return { verdicts: { ...count, items }, cause: unavailable(cause) };
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
