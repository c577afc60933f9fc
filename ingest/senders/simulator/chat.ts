import type { ProcedureLoad } from './citizens/procedure-load.ts';
import { dayFactors, onlineShare, slotMs } from './citizens/demand.ts';
import { areLinksUp, onlineKinds } from './engine/are-links-up.ts';
import { every } from './engine/schedule.ts';
import { createServiceQueue } from './engine/service-queue.ts';
import type { Simulation } from './engine/simulation.ts';

/** The virtual assistant: somebody asks about something. */
export type Chat = { readonly start: (topic: string, procedure?: string) => void };

const minuteMs = 60_000;
/** Chats of 1,000 inhabitants on an ordinary day. An assumption. */
const chatsPerThousand = 0.45;
const leastFactor = 0.25;
/** Of those a flood keeps from getting through on the telephone, so many as a share of usual chats come here. */
const overflow = 0.1;
const talkMedianMs = 2.5 * minuteMs;
const talkSigma = 0.7;
/** The assistant does not know further: more often about trouble, and while it cannot look anything up. */
const handsOver = { usual: 0.15, trouble: 0.4, linksDown: 0.35 };
const walksOff = 0.12;
const patienceMs = 6 * minuteMs;
const deskMedianMs = 5 * minuteMs;
const inhabitantsPerDeskAgent = 900_000;
const drawEveryMs = slotMs / 3;

const topics = [
  ['hướng dẫn thủ tục', 58],
  ['tra cứu hồ sơ', 27],
  ['giờ làm việc', 10],
  ['khác', 5],
] as const;

type Chatting = { readonly chatId: string; readonly topic: string; readonly startedMs: number };

/** Starts the assistant, where the city has one. Out of office hours nobody takes over from it. */
export function startChat(simulation: Simulation, loads: readonly ProcedureLoad[]): Chat | undefined {
  const { agenda, calendar, effects, emit, pack } = simulation;
  if (!pack.chatbot) return undefined;
  const { asset } = pack.chatbot;
  const random = simulation.random.fork('chat');
  const asked = loads.map((load) => [load.code, load.share] as const);
  const population = pack.units.reduce((sum, unit) => sum + unit.population, 0);
  const deskAgents = Math.max(1, Math.ceil(population / inhabitantsPerDeskAgent));
  let chats = 0;
  const say = (type: 'started' | 'handed_over' | 'ended', chat: Chatting, more: object = {}): void =>
    emit({
      ...{ type: `chat.${type}`, asset, timeMs: agenda.nowMs() },
      data: { chatId: chat.chatId, topic: chat.topic, ...more },
    });
  const end = (chat: Chatting, outcome: 'resolved' | 'handed_over' | 'abandoned'): void =>
    say('ended', chat, { durationS: (agenda.nowMs() - chat.startedMs) / 1_000, outcome });
  const desk = createServiceQueue<Chatting>(agenda, {
    serviceMs: () => random.lognormal(deskMedianMs, talkSigma),
    called: () => undefined,
    served: (chat) => end(chat, 'handed_over'),
    left: (chat) => end(chat, 'abandoned'),
  });
  const handOver = (chat: Chatting, reason: string): void => {
    if (desk.servers() === 0) {
      end(chat, 'abandoned');
      return;
    }
    say('handed_over', chat, { reason });
    desk.join(chat, Math.max(1_000, random.exponential(patienceMs)));
  };
  const start = (topic: string, procedure?: string): void => {
    chats += 1;
    const nowMs = agenda.nowMs();
    const chat = { chatId: `H${String(chats).padStart(8, '0')}`, topic, startedMs: nowMs };
    say('started', chat, procedure === undefined ? {} : { procedure });
    agenda.at(nowMs + Math.max(5_000, random.lognormal(talkMedianMs, talkSigma)), () => {
      const isDown = !areLinksUp(simulation, onlineKinds);
      const chance = isDown ? handsOver.linksDown : topic === 'sự cố' ? handsOver.trouble : handsOver.usual;
      if (random.chance(Math.max(chance, effects.handOverShare(agenda.nowMs()))))
        handOver(chat, isDown ? 'hệ thống gián đoạn' : 'cần người hỗ trợ');
      else end(chat, random.chance(walksOff) ? 'abandoned' : 'resolved');
    });
  };
  every(simulation, simulation.startMs, drawEveryMs, () => {
    const nowMs = agenda.nowMs();
    desk.setServers(calendar.office.isOpen(nowMs) ? deskAgents : 0);
    if (desk.servers() === 0) desk.sendAway();
    const { online } = dayFactors(calendar.dayOf(nowMs), calendar, calendar.office);
    const share = (onlineShare(Math.floor(calendar.timeOfDay(nowMs) / slotMs)) * drawEveryMs) / slotMs;
    const times = 1 + (effects.callRate(nowMs) - 1) * overflow;
    const mean = (population / 1_000) * chatsPerThousand * Math.max(leastFactor, online) * share * Math.max(0, times);
    const count = random.poisson(mean);
    for (let chat = 0; chat < count; chat += 1) {
      agenda.at(nowMs + random.int(drawEveryMs), () => start(random.weighted(topics), random.weighted(asked)));
    }
    return true;
  });
  return { start };
}
