import { z } from 'zod';
import type { CommandAnswer } from './commands.ts';
import { worldName } from './world.ts';

/** Bounds of one question: civil days, ids, and the ranges of missing numbers that an answer lists. */
export const receiptLimits = { days: 31, ids: 100, ranges: 200 } as const;

const source = z.string().regex(/^[\x21-\x7e]{1,256}$/, 'source: 1 to 256 printable ASCII characters without spaces');
const eventId = z.string().regex(/^[\x21-\x7e]{1,128}$/, 'id: 1 to 128 printable ASCII characters without spaces');

/** Civil days, both included. */
export const dayRange = z
  .strictObject({ from: z.iso.date('from: a day, as 2026-11-23'), to: z.iso.date('to: a day, as 2026-11-23') })
  .refine(({ from, to }) => from <= to, 'from: not after to')
  .refine(
    ({ from, to }) => Date.parse(to) - Date.parse(from) < receiptLimits.days * 86_400_000,
    `from, to: at most ${receiptLimits.days} days`,
  );
export type DayRange = z.output<typeof dayRange>;

/** The ids asked after. */
export const askedIds = z.array(eventId).min(1).max(receiptLimits.ids, `id: at most ${receiptLimits.ids} at once`);

/** Whose receipts: a source and what lies under it, in one world. */
export const receiptOwner = z.strictObject({ world: worldName, source });
export type ReceiptOwner = z.output<typeof receiptOwner>;

/**
 * writer, on `subjects.receipts`: days of a source (`assets` as in a key: codes, or beginnings with `*`; of none no gaps
 * are looked for).
 */
export const receiptsAsked = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('days'), owner: receiptOwner, range: dayRange, assets: z.array(z.string()) }),
  z.strictObject({ what: z.literal('ids'), owner: receiptOwner, ids: askedIds }),
]);
export type ReceiptsAsked = z.output<typeof receiptsAsked>;

/**
 * ingest `receipts.read`: the whole answer as a sender gets it, for any source. Without `ids`: its days; gaps, which take
 * the longest, can be left out.
 */
export const receiptsRead = receiptOwner.extend({
  range: dayRange.optional(),
  ids: askedIds.optional(),
  gaps: z.boolean().default(true),
});
export type ReceiptsRead = z.input<typeof receiptsRead>;

/** How far the writer has counted. `framesNotCounted` are accepted and wait, whoever sent them. */
export type CountedUpTo = { readonly logSeq: number; readonly countedAt: string; readonly framesNotCounted: number };

/**
 * What became of what was received on one civil day (of receipt, in the city's zone):
 * `received` = `counted` + `repeated` + `conflicting` + `poison` + `closed`. `void` are withdrawals that were counted as
 * events and not carried out.
 */
export type CountedDay = {
  readonly day: string;
  readonly received: number;
  readonly counted: number;
  readonly repeated: number;
  readonly conflicting: number;
  readonly poison: number;
  readonly closed: number;
  readonly void: number;
};

/** Numbers from `from` to `to` that no counted event of this asset bears. */
export type MissingRange = {
  readonly source: string;
  readonly asset: string;
  readonly from: number;
  readonly to: number;
};

/**
 * Holes in `sequence`, among events that happened on the days asked. `missing` counts numbers, `holes` ranges; `ranges`
 * lists the first of them. Null, with why, when there was too much to look through.
 */
export type Gaps =
  | { readonly missing: number; readonly holes: number; readonly ranges: readonly MissingRange[] }
  | { readonly missing: null; readonly why: string };

export type CountedDays = { readonly asOf: CountedUpTo; readonly days: readonly CountedDay[]; readonly gaps: Gaps };

/** What the writer knows of one id; nothing but the id when it has not counted it. */
export type CountedId = {
  readonly id: string;
  readonly counted?: {
    /** When it happened, and its place in the log: frame and index. */
    readonly time: string;
    readonly seq: number;
    readonly idx: number;
    readonly withdrawn: boolean;
  };
  readonly repeats?: { readonly times: number; readonly lastReceivedAt: string };
  /** Why it, or another content under its id, was set apart; newest first, at most ten. */
  readonly findings?: readonly {
    readonly found: 'conflict' | 'poison' | 'void' | 'closed';
    readonly why: string;
    readonly seq: number;
    readonly idx: number;
    readonly at: string;
  }[];
};

export type CountedIds = { readonly asOf: CountedUpTo; readonly ids: readonly CountedId[] };

export type WriterReceipts = CommandAnswer<CountedDays | CountedIds>;

/** A day as the sender sees it. `refused` is null for a day before refusals were counted here. */
export type ReceiptDay = CountedDay & {
  readonly refused: number | null;
  /** Refusals by the name of their problem. */
  readonly reasons: Readonly<Record<string, number>>;
};

/** What became of an id, in one word; the most telling when there are several. */
export type Fate = 'conflict' | 'repeated' | 'counted' | 'void' | 'closed' | 'poison' | 'refused' | 'unknown';

export type ReceiptId = CountedId & {
  readonly fate: Fate;
  readonly refused?: { readonly at: string; readonly problem: string; readonly path?: string };
};

/** The answer to `GET /v1/receipts`. */
export type DayReceipts = ReceiptOwner &
  DayRange & {
    readonly timeZone: string;
    readonly asOf: CountedUpTo;
    /** Since when refusals have been counted without a break. */
    readonly refusalsSince: string;
    readonly days: readonly ReceiptDay[];
    readonly gaps: Gaps;
  };

/** The answer to `GET /v1/receipts?id=…`. */
export type IdReceipts = ReceiptOwner & { readonly asOf: CountedUpTo; readonly ids: readonly ReceiptId[] };
