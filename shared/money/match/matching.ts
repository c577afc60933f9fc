import type { Grain } from './rows.ts';
import type { Terms } from './terms.ts';

/** What a comparison goes by. What came after `cutDay` is not known yet. */
export type Matching = {
  readonly terms: Terms;
  readonly cutDay: string;
  /** The last day that a bank's statement of an operator tells of; null: there is none, so nothing is known of the bank. */
  readonly bankThrough: (operator: string) => string | null;
  readonly operatorOf: (site: string, day: string) => string;
  /** What an operator's transfers are for, where no line of the day says so itself. */
  readonly grainOf: (operator: string) => Grain;
  /** Whether payments are told by method; else a site's day is compared as a whole. */
  readonly byMethod: boolean;
};

/** The key of a day, and of a site and method where they are told apart. */
export function orderOf(day: string, site: string | null, method: string | null): string {
  return `${day}|${site ?? '*'}|${method ?? '*'}`;
}
