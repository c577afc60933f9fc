import type { Citizen } from '../citizens/citizen.ts';
import type { Random } from '../engine/random.ts';
import type { Simulation } from '../engine/simulation.ts';
import type { Place } from './place.ts';

const answers = 0.15;
/** Who did not wait gives so much on average; each half hour of waiting costs one point. */
const scoreWithoutWait = 4.75;
const costlyMs = 1_800_000;
const scoreSd = 0.75;
/** On the way out, in a minute or up to five later by the code on the slip. */
const soonestMs = 60_000;
const latestMs = 300_000;

const channels = [
  ['qr', 50],
  ['kiosk', 30],
  ['counter', 20],
] as const;

/** Some say how content they are after they were served. */
export function giveFeedback(
  { agenda, emit }: Simulation,
  random: Random,
  place: Place,
  { citizen, waitMs }: { citizen: Citizen; waitMs: number },
): void {
  if (!random.chance(answers)) return;
  const score = Math.round(random.normal(scoreWithoutWait - waitMs / costlyMs, scoreSd));
  const channel = random.weighted(channels);
  const afterMs = channel === 'qr' ? soonestMs + random.int(latestMs - soonestMs) : soonestMs;
  agenda.at(agenda.nowMs() + afterMs, () =>
    emit({
      ...{ type: 'feedback.given', asset: place.code, timeMs: agenda.nowMs() },
      data: { score: Math.min(5, Math.max(1, score)), channel, procedure: citizen.procedure.code },
    }),
  );
}
