import type { PaymentMethod } from '../method.ts';

/**
 * Why two sums differ. `awaited`: not due yet, or no statement of the bank tells of its day. `late`: came after its day, or is due and may still come. `missing`: nothing
 * came. `double`: the same came again. `amount`: it came, but not as much, or not for as many. `unknown`: money on a bank
 * statement that names nothing of ours.
 */
export const differenceClasses = ['awaited', 'late', 'missing', 'double', 'amount', 'unknown'] as const;
export type DifferenceClass = (typeof differenceClasses)[number];

/** Where money changes hands: what was paid at a site and what its operator states; what was stated and what the bank has. */
export const steps = ['stated', 'banked'] as const;
export type Step = (typeof steps)[number];

/**
 * One difference in one step of one day. The amounts of a step add up to what should have come less what came: positive
 * is money that is lacking, negative money too much. A site or method that the bank's reference does not name is null.
 */
export type Difference = {
  /** Names it for good: the same matter of the same day has the same key whenever it is worked out. */
  readonly key: string;
  readonly step: Step;
  readonly class: DifferenceClass;
  readonly day: string;
  readonly operator: string;
  readonly site: string | null;
  readonly method: PaymentMethod | null;
  readonly amountVnd: number;
  /** What came too late and is here by now: no longer lacking, and no part of the sum. */
  readonly cameLateVnd: number;
  /** How many payments too few (positive) or too many were stated; 0 where they are not counted. */
  readonly payments: number;
  /** The last day on which it was in time. */
  readonly dueDay: string;
  /** When the last of it came; null: nothing came. */
  readonly cameDay: string | null;
  /** For a `missing` one: what came names something that was never seen before it. */
  readonly isUnseenBefore: boolean;
};

/** Whether a person has to say why: time alone does not explain it. */
export function needsReason(difference: Pick<Difference, 'class'>): boolean {
  return difference.class !== 'awaited' && difference.class !== 'late';
}
