import type { AcceptedEvent } from '#shared/events/envelope.ts';
import {
  addToMinutes,
  isKeptByMinute,
  listDeltas,
  mergeDelta,
  type RollUpDelta,
  type RollUpDeltas,
} from '#shared/kpi/roll-up.ts';
import { createSeriesIndex } from '#shared/kpi/series.ts';
import { assetsOf } from '#shared/locality/assets-of.ts';
import { loadPack } from '#shared/locality/load-pack.ts';
import type { Pack } from '#shared/locality/pack.ts';
import type { Transition } from '#shared/rules/alert.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { createEvaluator } from '#shared/rules/evaluator.ts';
import type { RuleRow } from '#shared/rules/input.ts';
import { metricsAskedBy } from '#shared/rules/replay/metrics-asked-by.ts';
import { createJudge } from '#shared/rules/replay/judge-events.ts';
import { createTally, type Load, type Tally } from '#shared/rules/replay/tally.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { loadScenario } from '../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { createSentCity } from '../../ingest/senders/simulator/sending/create-sent-city.ts';
import type { DueEvent } from '../../ingest/senders/simulator/sending/outbox.ts';
import { sixUnit } from './simulate-parts.ts';

export const hanoiRules = loadPack('infra/localities/hanoi').rules;

const world = 'sim:test';
const dayMs = 86_400_000;
const hourMs = 3_600_000;
const tickS = 15;

export type Judged = {
  readonly transitions: readonly Transition[];
  readonly tally: Tally;
  readonly load: Load;
  /** Rules whose alerts were announced, in order of name. */
  readonly announced: readonly string[];
  readonly events: number;
};

type Sent = Pick<AcceptedEvent, 'id' | 'source' | 'type' | 'asset' | 'time' | 'data'> & { sequence: number };

/**
 * Some days of a simulated city judged without any server: what its feeds send, in that order, is counted by the writer's
 * roll-ups and folded as live does, with a tick every fifteen seconds of its clock.
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
  const city = await createSentCity({
    ...{ pack, run: 'test', seed, heartbeatS: 60, signal: new AbortController().signal },
    scenarios: scenario === undefined ? [] : [loadScenario(`infra/scenarios/${scenario}.yaml`)],
    plan: { tag: 'test', startMs, endMs: null, forwardToMs: null, thinned: [], sentThroughMs: startMs },
    onMadeAgain: () => undefined,
  });
  const transitions: Transition[] = [];
  const tally = createTally(rules.map(({ id }) => id));
  const evaluator = createEvaluator({ world, rules, city: ruleCityOf(pack) });
  const onTransition = (transition: Transition): void => {
    transitions.push(transition);
    tally.add(transition);
  };
  const judge = createJudge({ world, timeZone: pack.timeZone }, [{ evaluator, onTransition }]);
  const units = new Map(assetsOf(pack).map(({ code, unit }) => [code, unit]));
  const asked = metricsAskedBy(rules);
  const counts = createCounts();
  let events = 0;
  let nowMs = startMs;
  city.sendTo((_feed, { event }: DueEvent) => {
    const sent = event as Sent;
    const receivedtime = new Date(nowMs).toISOString();
    const accepted = { ...sent, specversion: '1.0', unit: units.get(sent.asset) ?? '', receivedtime, world } as const;
    judge.event(accepted);
    watch?.event(accepted);
    counts.add(accepted);
    events += 1;
  });
  for (let seq = 1; nowMs < endMs; seq += 1) {
    nowMs += tickS * 1_000;
    city.agenda.runUntil(nowMs);
    judge.rows(counts.take());
    const before = transitions.length;
    judge.tick({ seq, time: new Date(nowMs).toISOString(), speed: tickS });
    watch?.tick(nowMs, transitions.slice(before));
  }
  const announced = new Set(tally.episodes().flatMap((one) => (one.announcedAt === null ? [] : [one.rule])));
  return { transitions, tally, events, load: tally.load(startMs, endMs), announced: [...announced].sort() };

  /** The rows that changed, as the writer would tell them after a commit. */
  function createCounts(): { add: (event: AcceptedEvent) => void; take: () => RuleRow[] } {
    const index = createSeriesIndex();
    const totals = { minute: new Map() as RollUpDeltas, hour: new Map() as RollUpDeltas };
    let batch: RollUpDeltas = new Map();
    return {
      add: (event) => addToMinutes(batch, index, event),
      take: () => {
        const rows = new Map<RollUpDelta, RuleRow>();
        for (const delta of listDeltas(batch)) {
          if (!asked.has(delta.series.metric)) continue;
          if (isKeptByMinute(delta.series)) note('minute', delta, delta.bucketMs);
          note('hour', delta, Math.floor(delta.bucketMs / hourMs) * hourMs);
        }
        batch = new Map();
        return [...rows.values()];

        function note(grain: 'minute' | 'hour', delta: RollUpDelta, bucketMs: number): void {
          mergeDelta(totals[grain], delta, bucketMs);
          const total = totals[grain].get(bucketMs)?.get(delta.series);
          if (!total) return;
          const { series, n, sum, min, max, slots } = total;
          const bucket = new Date(bucketMs).toISOString();
          const row = [
            grain,
            bucket,
            series.unit,
            series.scope,
            series.metric,
            series.dim,
            n,
            Number(sum),
            min,
            max,
          ] as const;
          rows.set(total, slots ? { row, slots: [...slots] } : { row });
        }
      },
    };
  }
}
