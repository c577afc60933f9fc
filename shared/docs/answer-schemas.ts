import { z } from 'zod';
import { problemStatuses, type ProblemName } from '../wire/problems.ts';
import type { DayReceipts, IdReceipts } from '../wire/receipts.ts';

const count = z.int().min(0);
const problemNames = Object.keys(problemStatuses) as [ProblemName, ...ProblemName[]];
const fault = z.strictObject({
  path: z.string().describe('The field, as data.waitS; empty: the whole'),
  reason: z.string(),
});

/** RFC 9457, as the door writes it. */
const problemAnswer = z.strictObject({
  type: z.enum(problemNames.map((name) => `urn:vonglau:problem:${name}` as const)),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string().describe('What is wrong and what to do; never a value that was sent'),
  path: z.string().exactOptional().describe('The field at fault, as data.waitS'),
  errors: z.array(fault).exactOptional().describe('Every fault, where there are several'),
});

const itemVerdict = z.strictObject({
  index: count.exactOptional().describe('Place in the batch, from 0'),
  line: z.int().min(1).exactOptional().describe('Line of the stream, from 1'),
  id: z.string().exactOptional(),
  verdict: z.enum(['accepted', 'refused', 'retry']),
  problem: problemAnswer.exactOptional(),
});

const verdicts = {
  accepted: count.describe('In the log, flushed to disk'),
  refused: count.describe('Wrong; sending them again unchanged is of no use'),
  retry: count.describe('To be sent again'),
  items: z
    .array(itemVerdict)
    .describe('Each item of a batch; of a stream only those that were not accepted, at most 1,000'),
  resumeFromLine: z.int().min(1).exactOptional().describe('Of a stream that was broken off: send again from this line'),
};

/** 202 and 207. */
export const verdictsAnswer = z.strictObject(verdicts);

/** What is told by MQTT after a publish. */
export const publishVerdicts = z.strictObject({
  packetId: count.nullable().describe('The packet identifier of the publish; null where it was not read'),
  accepted: verdicts.accepted,
  refused: verdicts.refused,
  retry: count.describe('To be sent again: the publish was not acknowledged and the connection ends'),
  items: z.array(itemVerdict).describe('Each event; empty when the payload was refused, or not taken, as a whole'),
  problem: problemAnswer.exactOptional().describe('Why the payload was refused as a whole, or must be sent again'),
});

/** Every answer from 400 on: a problem, and of a batch or stream that was taken in part what became of its items. */
export const refusedAnswer = z.strictObject({ ...problemAnswer.shape, ...z.strictObject(verdicts).partial().shape });

const owner = { world: z.string(), source: z.string() };
const instant = z.iso.datetime();
const asOf = z
  .strictObject({ logSeq: count, countedAt: instant, framesNotCounted: count.describe('Accepted frames that wait') })
  .describe('Up to where in the log was counted, and when');

const missingRange = z.strictObject({ source: z.string(), asset: z.string(), from: count, to: count });
const gaps = z.union([
  z.strictObject({ missing: count, holes: count, ranges: z.array(missingRange) }),
  z.strictObject({ missing: z.null(), why: z.string() }),
]);

const receiptDay = z.strictObject({
  day: z.iso.date(),
  received: count.describe('The sum of the next five'),
  counted: count.describe('Counted, once'),
  repeated: count.describe('The same identity with the same content; harmless'),
  conflicting: count.describe('The same identity with another content; the first one stands'),
  poison: count.describe('Could not be counted'),
  closed: count.describe('Its day was already sealed'),
  void: count.describe('Withdrawals that could not be carried out; among counted'),
  refused: count.nullable().describe('Refused by the door; null for a day before refusalsSince'),
  reasons: z.record(z.string(), count).describe('Refusals by the name of their problem'),
});

/** `GET /v1/receipts`. */
export const dayReceipts = z.strictObject({
  ...owner,
  from: z.iso.date(),
  to: z.iso.date(),
  timeZone: z.string(),
  asOf,
  refusalsSince: instant,
  days: z.array(receiptDay),
  gaps: gaps.describe('Numbers missing in `sequence`'),
}) satisfies z.ZodType<DayReceipts>;

const finding = z.strictObject({
  found: z.enum(['conflict', 'poison', 'void', 'closed']),
  why: z.string(),
  seq: count,
  idx: z.int(),
  at: instant,
});
const receiptId = z.strictObject({
  id: z.string(),
  fate: z
    .enum(['conflict', 'repeated', 'counted', 'void', 'closed', 'poison', 'refused', 'unknown'])
    .describe('What became of it, in one word'),
  counted: z.strictObject({ time: instant, seq: count, idx: count, withdrawn: z.boolean() }).exactOptional(),
  repeats: z.strictObject({ times: count, lastReceivedAt: instant }).exactOptional(),
  findings: z.array(finding).exactOptional(),
  refused: z.strictObject({ at: instant, problem: z.string(), path: z.string().exactOptional() }).exactOptional(),
});

/** `GET /v1/receipts?id=…`. */
export const idReceipts = z.strictObject({
  ...owner,
  asOf,
  ids: z.array(receiptId),
}) satisfies z.ZodType<IdReceipts>;
