import { dayFactors, onlineShare, slotMs } from './citizens/demand.ts';
import { every } from './engine/schedule.ts';
import { createServiceQueue } from './engine/service-queue.ts';
import type { Simulation } from './engine/simulation.ts';
import { createDutyReport } from './points/duty-report.ts';

/** The citizen hotline: somebody calls about something. */
export type Hotline = { readonly call: (topic: string) => void };

const minuteMs = 60_000;
/** Calls of 1,000 inhabitants on an ordinary day; on days of rest fewer, never none. Assumptions. */
const callsPerThousand = 0.35;
const leastFactor = 0.25;
const inhabitantsPerAgent = 260_000;
const fewestAgents = 3;
const talkMedianMs = 3.2 * minuteMs;
const talkSigma = 0.6;
const patienceMs = 4 * minuteMs;
/** Who gave up waiting calls again with this chance, this often at most. */
const redials = 0.5;
const mostRedials = 3;
const redialWithinMs = 20 * minuteMs;
const drawEveryMs = slotMs / 3;
const reportEveryMs = 60 * minuteMs;

const topics = [
  ['hướng dẫn thủ tục', 46],
  ['tra cứu hồ sơ', 28],
  ['phản ánh', 16],
  ['khác', 10],
] as const;

/** Agents by the hour at which a shift begins, as shares of the day shift. */
const shifts = [
  { fromHour: 22, share: 0.15 },
  { fromHour: 17, share: 0.5 },
  { fromHour: 7, share: 1 },
  { fromHour: 5, share: 0.4 },
  { fromHour: 0, share: 0.15 },
];

type Call = { readonly callId: string; readonly topic: string; readonly redials: number };

/** Starts the hotline: those who call without anything being wrong, and an ear for those who have trouble. */
export function startHotline(simulation: Simulation): Hotline {
  const { agenda, calendar, effects, emit, pack } = simulation;
  const random = simulation.random.fork('hotline');
  const { asset } = pack.hotline;
  const population = pack.units.reduce((sum, unit) => sum + unit.population, 0);
  const agents = Math.max(fewestAgents, Math.ceil(population / inhabitantsPerAgent));
  const duty = createDutyReport(simulation, asset);
  let calls = 0;
  const say = (type: 'queued' | 'answered' | 'abandoned' | 'ended', call: Call, more: object = {}): void =>
    emit({
      ...{ type: `call.${type}`, asset, timeMs: agenda.nowMs() },
      data: { callId: call.callId, topic: call.topic, ...more },
    });
  const agentName = (agent: number): string => `A${String(agent).padStart(3, '0')}`;
  const queue = createServiceQueue<Call>(agenda, {
    serviceMs: () => random.lognormal(talkMedianMs, talkSigma),
    called: (call, agent, waitMs) => say('answered', call, { agent: agentName(agent), waitS: waitMs / 1_000 }),
    served: (call, agent, talkMs) => say('ended', call, { agent: agentName(agent), talkS: talkMs / 1_000 }),
    left: (call, waitMs) => {
      say('abandoned', call, { waitS: waitMs / 1_000 });
      if (call.redials >= mostRedials || !random.chance(redials)) return;
      agenda.at(agenda.nowMs() + minuteMs + random.int(redialWithinMs), () => join(call.topic, call.redials + 1));
    },
  });
  const join = (topic: string, redialled: number): void => {
    calls += 1;
    const call = { callId: `C${String(calls).padStart(8, '0')}`, topic, redials: redialled };
    say('queued', call);
    queue.join(call, Math.max(1_000, random.exponential(patienceMs)));
  };
  /** Once in each draw: the shift, and who will call until the next draw. */
  every(simulation, simulation.startMs, drawEveryMs, () => {
    const nowMs = agenda.nowMs();
    const timeOfDayMs = calendar.timeOfDay(nowMs);
    const shift = shifts.find(({ fromHour }) => timeOfDayMs >= fromHour * 60 * minuteMs);
    const present = Math.max(1, Math.round(agents * (shift?.share ?? 1)));
    if (present !== queue.servers() || timeOfDayMs % reportEveryMs < drawEveryMs) duty.say('officer', present);
    queue.setServers(present);
    const { online } = dayFactors(calendar.dayOf(nowMs), calendar, calendar.office);
    const share = (onlineShare(Math.floor(timeOfDayMs / slotMs)) * drawEveryMs) / slotMs;
    const usual = (population / 1_000) * callsPerThousand * Math.max(leastFactor, online) * share;
    const rate = effects.callRate(nowMs);
    const topic = effects.callTopic(nowMs);
    const count = random.poisson(usual * rate);
    for (let call = 0; call < count; call += 1) {
      const isOfTopic = topic !== undefined && random.chance(1 - 1 / rate);
      agenda.at(nowMs + random.int(drawEveryMs), () => join(isOfTopic ? topic : random.weighted(topics), 0));
    }
    return true;
  });
  return { call: (topic) => join(topic, 0) };
}
