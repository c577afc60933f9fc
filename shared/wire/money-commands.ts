import { z } from 'zod';
import { statementMapping } from '../money/statement/mapping.ts';
import type { StatementProblem } from '../money/statement/problem.ts';
import { worldName } from './world.ts';

const words = z.string().trim().min(3).max(400);
const day = z.iso.date();
const world = worldName.default('live');
const upload = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

/** office `money.mapping.set`: how the statements of a bank are read, from now on. */
export const mappingSet = statementMapping;

/** office `money.upload`: one part of a statement on its way in (`shared/money/statement/parcel.ts`), base64. */
export const statementUpload = z.strictObject({
  ...{ upload, part: z.int().min(0).max(199) },
  data: z.base64().max(400_000),
});

/**
 * office `money.check` and `money.import`: what taking in an uploaded statement would change, and taking it in. `fromDay` and
 * `toDay`: the days it tells of, by rows that are not kept too.
 */
export const statementImport = z.strictObject({
  ...{ world, upload, parts: z.int().min(1).max(200) },
  mapping: z.string().min(1).max(32),
  fromDay: day.optional(),
  toDay: day.optional(),
});
export type StatementImport = z.input<typeof statementImport>;

/** Answers both: lines that stand in it, those that are new, and days they are for; with problems nothing is taken in. */
export type StatementChecked = {
  readonly lines: number;
  readonly added: number;
  readonly known: number;
  /** Lines that name nothing of ours. */
  readonly unknown: number;
  readonly addedVnd: number;
  readonly fromDay: string;
  readonly toDay: string;
  /** This very content was taken in before. */
  readonly isRepeat: boolean;
  /** Days that are closed and would get money beside their figures. */
  readonly closedDays: readonly string[];
  /** At most the first five hundred. */
  readonly problems: readonly StatementProblem[];
};

/** office `money.statement.remove`: takes a statement out again, unless a day it speaks of is closed or waits to be. */
export const statementRemove = z.strictObject({ id: z.int().min(1), reason: words });

/** office `money.explain`: what somebody says of a difference as it stands. */
export const moneyExplain = z.strictObject({
  world,
  day,
  difference: z.string().min(1).max(200),
  amountVnd: z.int(),
  words,
});

/** office `money.close.propose`: the day's figures, frozen until another person decides. `hash`: of the figures that were seen. */
export const closePropose = z.strictObject({ world, day, reason: words, hash: z.string().max(64).optional() });

/** office `money.close.approve`, `money.close.reject`, `money.close.withdraw`. */
export const closeDecide = z.strictObject({ id: z.int().min(1), note: words.optional() });

/** office `money.reopen`: a closed day, with the reason. */
export const dayReopen = z.strictObject({ id: z.int().min(1), reason: words });

/** A closing as the office tells it. */
export type ClosingTold = {
  readonly id: number;
  readonly world: string;
  readonly day: string;
  readonly state: string;
  readonly hash: string;
};
