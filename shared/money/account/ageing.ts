import type { Difference } from '../match/difference.ts';
import { daysBetween } from '../match/terms.ts';

/** How long money has been due that is still lacking; `not_due`: it is awaited. */
export const ages = ['not_due', 'to_2', 'to_7', 'to_30', 'over_30'] as const;
export type Age = (typeof ages)[number];

/** What is lacking of one age: how many differences, and how much. */
export type AgedSum = { readonly count: number; readonly amountVnd: number };

/** The age of something due on a day, as seen on another. */
export function ageOf(dueDay: string, cutDay: string): Age {
  const days = daysBetween(dueDay, cutDay);
  if (days <= 0) return 'not_due';
  if (days <= 2) return 'to_2';
  if (days <= 7) return 'to_7';
  return days <= 30 ? 'to_30' : 'over_30';
}

/** Money that is lacking, by age; what is too much is no part of it. */
export function ageLacking(differences: readonly Difference[], cutDay: string): Record<Age, AgedSum> {
  const sums = Object.fromEntries(ages.map((age) => [age, { count: 0, amountVnd: 0 }])) as Record<Age, AgedSum>;
  for (const { amountVnd, dueDay } of differences) {
    if (amountVnd <= 0) continue;
    const age = ageOf(dueDay, cutDay);
    sums[age] = { count: sums[age].count + 1, amountVnd: sums[age].amountVnd + amountVnd };
  }
  return sums;
}
