import type { ProcedureLoad } from './procedure-load.ts';

/** Why somebody comes to a counter: to submit a record, to collect a result, to ask. */
export type Purpose = 'submit' | 'collect' | 'ask';

/** Somebody with a need, until it is met or given up. */
export type Citizen = {
  /** Where they live. */
  readonly unit: string;
  readonly procedure: ProcedureLoad;
  readonly purpose: Purpose;
  /** How often they have tried in vain. */
  readonly failures: number;
};

/**
 * What keeps somebody from what they came for: online services are down; the place is closed; it has no power; the
 * queue is too long to join; they waited longer than they could; a kiosk that failed them; nobody took their call; the
 * record was handed back; something else.
 */
export type Trouble =
  'online_down' | 'closed' | 'no_power' | 'long_queue' | 'tired' | 'kiosk_failed' | 'returned' | 'other';

/** What they do about it. */
export type NextStep = 'later_online' | 'counter' | 'elsewhere' | 'tomorrow' | 'call' | 'chat' | 'give_up';

/** After so many attempts in vain nobody tries again. */
const mostFailures = 4;

/** Shares in percent; assumptions. */
const nextSteps: Readonly<Record<Trouble, readonly (readonly [NextStep, number])[]>> = {
  online_down: [['later_online', 38], ['counter', 20], ['call', 16], ['chat', 14], ['give_up', 12]],
  closed: [['tomorrow', 68], ['elsewhere', 6], ['later_online', 10], ['call', 6], ['give_up', 10]],
  no_power: [['elsewhere', 40], ['tomorrow', 38], ['call', 10], ['later_online', 4], ['give_up', 8]],
  long_queue: [['elsewhere', 34], ['tomorrow', 38], ['later_online', 16], ['call', 4], ['give_up', 8]],
  tired: [['tomorrow', 46], ['elsewhere', 10], ['call', 14], ['later_online', 14], ['give_up', 16]],
  kiosk_failed: [['counter', 72], ['later_online', 14], ['call', 4], ['give_up', 10]],
  returned: [['tomorrow', 44], ['later_online', 30], ['call', 8], ['give_up', 18]],
  other: [['call', 44], ['chat', 28], ['tomorrow', 16], ['give_up', 12]],
}; // prettier-ignore

/** What somebody in trouble may do, by weight; nothing any more after too many failures. */
export function nextStepsAfter(trouble: Trouble, failures: number): readonly (readonly [NextStep, number])[] {
  return failures >= mostFailures ? [['give_up', 1]] : nextSteps[trouble];
}
