import { z } from 'zod';
import { kpiUnits, type KpiId } from '../kpi/kpi-units.ts';
import { addDays } from '../kpi/ledger/days.ts';
import { worldName } from './world.ts';

const kpiIds = Object.keys(kpiUnits) as [KpiId, ...KpiId[]];
const world = worldName.default('live');
const unit = z.string().min(1).max(64);
const words = z.string().trim().min(1).max(1_000);
const instant = z.iso.datetime({ offset: true, error: 'RFC 3339 with an offset' });
const id = z.int().min(1);

/** A note to a figure, or that the fault was the unit's own. */
export const answerKinds = ['note', 'own_fault'] as const;
export type AnswerKind = (typeof answerKinds)[number];

const longestDays = 366;
/** Whole civil days, the second exclusive. */
const days = z
  .strictObject({ from: z.iso.date(), to: z.iso.date() })
  .refine(
    ({ from, to }) => from < to && addDays(from, longestDays) >= to,
    `at most ${longestDays} days, the first before the last`,
  );

/**
 * office `answer.give`: a unit speaks to its figure of a KPI of some days, in each period of its target that they are cut into; left
 * out: of the period that runs now.
 */
export const answerGive = z.strictObject({
  ...{ world, unit, kpi: z.enum(kpiIds), kind: z.enum(answerKinds), text: words },
  days: days.optional(),
});

/** office `answer.withdraw`: one's own; it stays to be read. */
export const answerWithdraw = z.strictObject({ id, unit });

/** What a unit said, and the figure it spoke to. Civil days, the second exclusive; instants in ISO 8601. */
export type AnswerTold = {
  readonly id: number;
  readonly world: string;
  readonly unit: string;
  readonly kpi: KpiId;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly kind: AnswerKind;
  readonly text: string;
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly by: string;
  readonly at: string;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: string | null;
};

/** What was kept of an answer: its first period, and where its days are several `others`, in order. */
export type AnswerGiven = AnswerTold & { readonly others: readonly AnswerTold[] };

/** duty `alert.answer`: what a unit says to an alert of its own; `ownFault`: and that it is its own fault. */
export const alertAnswer = z.strictObject({ alert: id, unit, text: words, ownFault: z.boolean().default(false) });

export const closureStates = ['proposed', 'accepted', 'refused', 'withdrawn'] as const;
export type ClosureState = (typeof closureStates)[number];

/** duty `closure.propose`: a unit announces that places of its own will be closed, the second instant exclusive. */
export const closurePropose = z.strictObject({
  world,
  unit,
  assets: z.array(unit).min(1).max(200),
  from: instant,
  to: instant,
  reason: words,
});

/** duty `closure.accept`, which opens a maintenance window, and `closure.refuse`. */
export const closureDecide = z.strictObject({ id, note: words.optional() });

/** duty `closure.withdraw`: before it is decided. */
export const closureWithdraw = z.strictObject({ id, unit });

/** A closure as it is told; instants in ISO 8601. */
export type ClosureTold = {
  readonly id: number;
  readonly world: string;
  readonly unit: string;
  readonly assets: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly state: ClosureState;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly note: string | null;
  /** The maintenance window it became. */
  readonly maintenance: number | null;
};
