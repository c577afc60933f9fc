import type { BankedSum } from '../match/bank-step.ts';

/** Money on its way: paid at sites, stated by operators, due at the bank, there. What nobody has told is null, which is no zero. */
export type Flow = {
  readonly paidVnd: number;
  /** Null: nothing was stated. */
  readonly statedVnd: number | null;
  /** Null: nothing was stated and nothing came, or the bank's references do not tell it apart. */
  readonly dueVnd: number | null;
  /** Null: no statement of the bank tells of that day, or its references do not tell it apart. */
  readonly bankedVnd: number | null;
};

/** What is due at the bank, and there. */
export type Bank = Pick<Flow, 'dueVnd' | 'bankedVnd'>;

/** Adds up what is known; null where nothing is. */
export function sumKnown(amounts: readonly (number | null)[]): number | null {
  return amounts.reduce((sum, amount) => (amount === null ? sum : (sum ?? 0) + amount), null);
}

/** The bank's side of a day; `through`: the last day that its statements tell of, null: there is none. */
export function sumBank(banked: readonly BankedSum[], through: string | null, day: string): Bank {
  const due = banked.filter(({ isNamed, isStated, lines }) => isNamed && (isStated || lines > 0));
  const isTold = through !== null && (through >= day || banked.some(({ lines }) => lines > 0));
  return {
    dueVnd: sumKnown(due.map(({ dueVnd }) => dueVnd)),
    bankedVnd: isTold ? banked.reduce((sum, { bankedVnd }) => sum + bankedVnd, 0) : null,
  };
}
