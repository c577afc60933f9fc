import type { League } from '#shared/promises/ask/answer-league.ts';
import { fill } from '../docs/docs-words.ts';
import type { Telling } from './telling.ts';

/** What the rank of a league is made of: which KPI, held to what, by which yardstick, and who is held to something else. */
export function sayRank(
  { words, kpi: nameOf }: Telling,
  { kpi, set, yardstick, held }: Pick<League, 'kpi' | 'set' | 'yardstick' | 'held'>,
): string {
  const { made } = words;
  const of = fill(set === null ? made.untargeted : made.ofSet, { kpi: nameOf(kpi), set: set ?? '' });
  const by = fill(made.by[yardstick], { n: held.bySet + held.otherwise });
  return [of, by, ...(held.otherwise > 0 ? [fill(made.otherwise, { n: held.otherwise })] : [])].join(' ');
}
