import type { PaymentMethod } from '../method.ts';

/** What was paid at a site on a day, by the site's own events. `method` null: by all methods together. */
export type PaidRow = {
  readonly site: string;
  readonly day: string;
  readonly method: PaymentMethod | null;
  readonly payments: number;
  readonly amountVnd: number;
};

/** An operator's statement of a day at a site; `statedDay` is when it came. */
export type StatedRow = {
  readonly site: string;
  readonly day: string;
  readonly method: PaymentMethod;
  readonly payments: number;
  readonly amountVnd: number;
  readonly statedDay: string;
};

/** A line of a bank statement. What its reference does not name is null; without `day` it names nothing of ours. */
export type BankLine = {
  readonly id: number;
  readonly operator: string;
  readonly day: string | null;
  readonly site: string | null;
  readonly method: PaymentMethod | null;
  readonly amountVnd: number;
  readonly bookedDay: string;
};

/** What an operator's transfers are for: one for each site, for each method, or for a day as a whole. */
export type Grain = { readonly site: boolean; readonly method: boolean };
