import type { Pack } from '#shared/locality/pack.ts';
import type { Agenda } from '../engine/agenda.ts';
import type { NumberedEvent } from '../engine/simulation.ts';
import { createEffects } from '../scenarios/create-effects.ts';
import type { Scenario } from '../scenarios/scenario.ts';
import { createWholeCity } from '../whole-city.ts';
import { makeAgain } from './feed-city.ts';
import { createOutbox, type DueEvent } from './outbox.ts';
import type { RunPlan } from './plan-run.ts';
import { createThinning } from './thin-heartbeats.ts';

/** A city that stands where its run goes on. */
export type SentCity = {
  readonly agenda: Agenda;
  /** Events made so far that are to be sent. */
  readonly made: () => number;
  /** Events that silent feeds lost. */
  readonly lost: () => number;
  /** From now on what is said goes there; until then it is kept. */
  readonly sendTo: (send: (feed: string, event: DueEvent) => void) => void;
};

/** Makes a city from its seed, up to where an earlier process had come. */
export async function createSentCity(options: {
  pack: Pack;
  scenarios: readonly Scenario[];
  plan: RunPlan;
  run: string;
  seed: string;
  heartbeatS: number;
  signal: AbortSignal;
  onMadeAgain: (fraction: number) => void;
}): Promise<SentCity> {
  const { pack, scenarios, plan, run, seed, heartbeatS, signal, onMadeAgain } = options;
  const effects = createEffects(scenarios, pack, plan.startMs);
  const kept: [string, DueEvent][] = [];
  let made = 0;
  let send = (feed: string, event: DueEvent): void => void kept.push([feed, event]);
  let put: (event: NumberedEvent) => void = () => undefined;
  const simulation = createWholeCity({
    ...{ pack, seed, run: plan.tag, startMs: plan.startMs, endMs: plan.endMs, effects, heartbeatS },
    emit: (event) => {
      put(event);
    },
  });
  const outbox = createOutbox({
    ...{ run, pack, effects, agenda: () => simulation.agenda, afterMs: plan.sentThroughMs },
    send: (feed, event) => {
      made += 1;
      send(feed, event);
    },
  });
  put = createThinning(plan.thinned, outbox.put);
  await makeAgain(simulation.agenda, plan.sentThroughMs, { signal, say: onMadeAgain });
  return {
    agenda: simulation.agenda,
    made: () => made,
    lost: outbox.lost,
    sendTo: (to) => {
      send = to;
      for (const [feed, event] of kept.splice(0)) to(feed, event);
    },
  };
}
