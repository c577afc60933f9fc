import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';

const hourMs = 3_600_000;
/** Comes back on the next working day, some time in its first hours. */
const comesBack = { fromMs: 7.5 * hourMs, spanMs: 6 * hourMs };
/** Tries online again after half an hour or up to five hours later. */
export const triesAgain = { fromMs: hourMs / 2, spanMs: 4.5 * hourMs };

/** When somebody tries again. */
export type SecondAttempts = {
  /** After so long at least, within a span by chance. */
  readonly later: (when: { readonly fromMs: number; readonly spanMs: number }, act: () => void) => void;
  /** On the next working day. */
  readonly tomorrow: (act: () => void) => void;
};

/** Second attempts on the agenda of a city. */
export function createSecondAttempts({ agenda, calendar }: Simulation, random: Random): SecondAttempts {
  return {
    later: ({ fromMs, spanMs }, act) => agenda.at(agenda.nowMs() + fromMs + random.int(spanMs), act),
    tomorrow: (act) => {
      const next = calendar.office.addWorkingDays(calendar.dayOf(agenda.nowMs()), 1);
      agenda.at(calendar.startOf(next) + comesBack.fromMs + random.int(comesBack.spanMs), act);
    },
  };
}
