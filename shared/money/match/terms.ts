import { nextDay } from '../../time/next-day.ts';

/** By when money has to have moved on. All are civil days, the last on which it is in time. */
export type Terms = {
  /** Of payments of a day: when its operator has stated them. */
  readonly stateBy: (day: string) => string;
  /** Of what was stated on a day: when the bank has it. */
  readonly bankBy: (statedDay: string) => string;
  /** Of what was due on a day: until when it is late; afterwards it is missing. */
  readonly lateUntil: (dueDay: string) => string;
};

/** Working days from the operator's word to the bank's. */
const bankWorkingDays = 2;
const lateD = 5;

/** An operator states a day on the next one; the bank has it two working days after that; after five days it is missing. */
export function usualTerms(addWorkingDays: (day: string, count: number) => string): Terms {
  return {
    stateBy: onceADay(nextDay),
    bankBy: onceADay((statedDay) => addWorkingDays(statedDay, bankWorkingDays)),
    lateUntil: onceADay((dueDay) => addDays(dueDay, lateD)),
  };
}

/** Each day is asked about for every site and method, and worked out once. */
function onceADay(workOut: (day: string) => string): (day: string) => string {
  const known = new Map<string, string>();
  return (day) => {
    const found = known.get(day) ?? workOut(day);
    known.set(day, found);
    return found;
  };
}

/** The civil day so many days after `day`, or before it. */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * 86_400_000).toISOString().slice(0, 10);
}

/** How many days the second lies after the first. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
