import { dayMs } from '#shared/time/wall-clock.ts';
import type { ProcedureLoad } from './procedure-load.ts';

/*
 * How used people are to going online, which grows slowly from the day the city began its services: fast at first, then
 * less and less. Assumptions, set so that some 60 to 70 % of records are online in the second year, as the targets of
 * 2025 (60 and 80 %) and what was reported of them suggest.
 */
const byLevel = {
  full: { atFirst: 0.4, inTheEnd: 0.72 },
  partial: { atFirst: 0.16, inTheEnd: 0.34 },
  none: { atFirst: 0, inTheEnd: 0 },
} as const;
const learningDays = 400;

/** In the countryside fewer go online by themselves. */
const ruralShare = 0.85;

/** Who comes to a counter with what can be submitted online is helped to do so there. */
const assisted = { atFirst: 0.2, inTheEnd: 0.5 };

/** Of what can be done online to the end, so much is; the rest ends with original papers at a counter. */
const fullProcess = { atFirst: 0.2, inTheEnd: 0.6 };

/** Of fees for what was submitted online, so many are paid online. */
const paidOnline = { atFirst: 0.45, inTheEnd: 0.85 };

export type Habit = { readonly selfOnline: (load: ProcedureLoad, isRural: boolean) => number } & Readonly<
  Record<'assisted' | 'fullProcess' | 'paidOnline', number>
>;

/** The habit of a day, in a city whose services began on another. */
export function habitOn(day: string, since: string): Habit {
  const days = Math.max(0, (Date.parse(day) - Date.parse(since)) / dayMs);
  const learnt = 1 - Math.exp(-days / learningDays);
  const now = ({ atFirst, inTheEnd }: { atFirst: number; inTheEnd: number }): number =>
    atFirst + (inTheEnd - atFirst) * learnt;
  return {
    selfOnline: ({ level }, isRural) => now(byLevel[level]) * (isRural ? ruralShare : 1),
    assisted: now(assisted),
    fullProcess: now(fullProcess),
    paidOnline: now(paidOnline),
  };
}
