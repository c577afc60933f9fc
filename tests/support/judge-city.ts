import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Transition } from '#shared/rules/alert.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { createEvaluator } from '#shared/rules/evaluator.ts';
import { metricsAskedBy } from '#shared/rules/replay/metrics-asked-by.ts';
import { createJudge } from '#shared/rules/replay/judge-events.ts';
import { createTally, type Load, type Tally } from '#shared/rules/replay/tally.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { loadScenario } from '../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { createCounts } from './city-counts.ts';
import { createForesight, metricsOfPast } from './city-foresight.ts';
import { joinRecords, keepRecords } from './city-records.ts';
import { beginCity, pastOf } from './sent-city.ts';
import { sixUnit } from './simulate-parts.ts';

export const hanoiRules = loadPack('infra/localities/hanoi').rules;

const world = 'sim:test';
const dayMs = 86_400_000;
const tickS = 15;

export type Judged = {
  readonly transitions: readonly Transition[];
  readonly tally: Tally;
  readonly load: Load;
  /** Rules whose alerts were announced, in order of name. */
  readonly announced: readonly string[];
  readonly events: number;
};

/**
 * Some days of a simulated city judged without any server: what its feeds send, in that order, is counted by the writer's
 * roll-ups and folded as live does, with a tick every fifteen seconds of its clock. Five ordinary weeks lie before them, from
 * which what is usual, queues and KPIs are told.
 */
export async function judgeCity(options: {
  day?: string;
  days?: number;
  seed?: string;
  scenario?: string;
  pack?: Pack;
  rules?: Pack['rules'];
  /** Told of every event that is judged, and after every tick of what was found at it. */
  watch?: { event: (event: AcceptedEvent) => void; tick: (nowMs: number, found: readonly Transition[]) => void };
}): Promise<Judged> {
  const {
    day = '2026-11-25',
    days = 1,
    seed = 'a test',
    scenario,
    pack = sixUnit,
    rules = hanoiRules,
    watch,
  } = options;
  const calendar = civilCalendar(pack.timeZone);
  const startMs = calendar.startOf(day);
  const endMs = startMs + days * dayMs;
  const scenarios = scenario === undefined ? [] : [loadScenario(`infra/scenarios/${scenario}.yaml`)];
  const began = { world, pack, seed, startMs };
  const transitions: Transition[] = [];
  const tally = createTally(rules.map(({ id }) => id));
  const own = keepRecords(metricsOfPast(rules), calendar);
  const records = joinRecords(await pastOf(began, rules), own, { fromMs: startMs, dayOf: calendar.dayOf });
  const foresight = createForesight({ world, pack, rules }, records);
  const evaluator = createEvaluator({ world, rules, city: ruleCityOf(pack), baselines: foresight.baselines });
  const onTransition = (transition: Transition): void => {
    transitions.push(transition);
    tally.add(transition);
  };
  const judge = createJudge({ world, timeZone: pack.timeZone }, [{ evaluator, onTransition }]);
  const counts = createCounts(metricsAskedBy(rules));
  let events = 0;
  let nowMs = startMs;
  const told = (event: AcceptedEvent): void => {
    judge.event(event);
    watch?.event(event);
    counts.add(event);
    own.add(event);
    events += 1;
  };
  const city = await beginCity(began, { heartbeatS: 60, scenarios, told });
  for (let seq = 1; nowMs < endMs; seq += 1) {
    nowMs += tickS * 1_000;
    city.runUntil(nowMs);
    judge.rows(counts.take());
    foresight.readings(nowMs).forEach(judge.reading);
    const before = transitions.length;
    judge.tick({ seq, time: new Date(nowMs).toISOString(), speed: tickS });
    watch?.tick(nowMs, transitions.slice(before));
  }
  const announced = new Set(tally.episodes().flatMap((one) => (one.announcedAt === null ? [] : [one.rule])));
  return { transitions, tally, events, load: tally.load(startMs, endMs), announced: [...announced].sort() };
}
