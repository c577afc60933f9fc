import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { randomFrom, type Random } from '../../chaos/driver/random.ts';
import { anEvent } from '../../support/an-event.ts';

export const units = ['00004', '00008', '00025', '00070', '00082', '00103'] as const;

/** The last instant that anything happens at: 20 November 2026, 10:20 in the city. */
export const nowMs = Date.parse('2026-11-20T03:20:00Z');

const workingDays = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20];
const procedures = ['1.001193', '2.000815', '3.000333', '1.004222'];
const hotline: Where = { unit: '00070', asset: 'H19001009' };
const chatbot: Where = { unit: '00070', asset: 'T1' };
const kiosks: readonly Where[] = [
  { asset: 'K001', unit: '00004' },
  { asset: 'K003', unit: '00008' },
  { asset: 'K007', unit: '00070' },
  { asset: 'K011', unit: '00103' },
];
const systems = ['S-PORTAL', 'S-DVCQG', 'S-VNEID', 'S-PAY', 'S-TRUCVB'].map((asset) => ({ asset, unit: '00070' }));
const sites: readonly Where[] = units.map((unit, at) => ({ unit, asset: `B00${[1, 2, 3, 4, 6, 7][at]}` }));

type Where = { readonly unit: string; readonly asset: string };

/** What makes one event after another at random, as a seed says. */
type Maker = {
  readonly random: Random;
  readonly chance: (percent: number) => boolean;
  readonly add: (type: string, where: Where, timeMs: number, data: Record<string, unknown>) => void;
  /** An id nobody else has. */
  readonly id: () => string;
  /** Some instant of an office hour of a day of the month. */
  readonly at: (day: number) => number;
};

/**
 * Everything KPIs are made of, in a city of six units from 2 to 20 November 2026: a few hundred records with what becomes
 * of them, tickets, feedback, calls, chats, payments, documents, and the hourly word of four kiosks and five systems.
 */
export function aMonth(seed: string): AcceptedEvent[] {
  const events: AcceptedEvent[] = [];
  const maker = createMaker(seed, events);
  for (const day of workingDays) {
    for (const unit of units) addPoint(maker, { unit, asset: `P${unit}` }, day);
    for (const site of sites) addPayment(maker, site, day);
    for (let n = 0; n < 6; n += 1) addCall(maker, day);
  }
  const hourMs = 3_600_000;
  for (let time = Date.parse('2026-11-01T17:30:00Z'); time < nowMs; time += hourMs) addHour(maker, time);
  return events;
}

function createMaker(seed: string, events: AcceptedEvent[]): Maker {
  const random = randomFrom(seed);
  let made = 0;
  return {
    random,
    chance: (percent) => random.int(1, 100) <= percent,
    id: () => `x${(made += 1)}`,
    at: (day) => {
      const hour = day === 20 ? random.int(8, 9) : random.pick([8, 9, 10, 11, 14, 15, 16]);
      return Date.UTC(2026, 10, day, hour - 7) + random.int(0, 3_599_999);
    },
    add: (type, where, timeMs, data) => {
      const id = `m${(made += 1)}`;
      events.push(anEvent(type, data, { id, ...where, time: new Date(timeMs).toISOString() }));
    },
  };
}

function addPoint(maker: Maker, point: Where, day: number): void {
  const { random, chance, add, at, id } = maker;
  for (let n = 0; n < 5; n += 1) addRecord(maker, point, day);
  for (let n = 0; n < 3; n += 1) {
    add('ticket.called', point, at(day), { ticketId: id(), counter: 'Q1', waitS: random.int(5, 4_000) });
  }
  add('feedback.given', point, at(day), { score: random.int(1, 5), channel: 'qr' });
  for (let n = 0; n < 2; n += 1) {
    const electronic = chance(90);
    const direction = random.pick(['in', 'out']);
    const data = { documentId: id(), direction, electronic, signed: electronic && chance(80) };
    add('document.exchanged', point, at(day), data);
  }
}

function addRecord({ random, chance, add, at, id }: Maker, point: Where, day: number): void {
  const [recordId, procedure] = [id(), random.pick(procedures)];
  const channel = random.pick(['online', 'online', 'counter', 'post'] as const);
  add('record.submitted', point, at(day), {
    ...{ recordId, procedure, channel },
    ...(chance(90) && { level: random.pick(['full', 'full', 'partial', 'none']) }),
    ...(chance(30) && { citizenUnit: random.pick(units) }),
  });
  if (chance(70)) add('record.digitised', point, at(day), { recordId, procedure });
  if (chance(80)) {
    const onTime = chance(80) && { onTime: chance(85) };
    add('record.completed', point, at(day), { recordId, procedure, channel, durationS: 3_600, ...onTime });
    if (chance(60)) add('record.returned', point, at(day), { recordId, channel });
  }
  if (chance(50)) {
    const online = chance(80) && { online: chance(40) };
    add('record.paid', point, at(day), { recordId, method: 'qr', amountVnd: 8_000, ...online });
  }
}

function addPayment({ random, add, at, id }: Maker, site: Where, day: number): void {
  const method = random.pick(['cash', 'tag', 'qr']);
  add('parking.paid', site, at(day), { paymentId: id(), method, amountVnd: 20_000 });
}

function addCall({ random, chance, add, at, id }: Maker, day: number): void {
  const [callId, timeMs, topic] = [id(), at(day), 'records'];
  add('call.queued', hotline, timeMs, { callId, topic });
  if (chance(70)) add('call.answered', hotline, timeMs, { callId, topic, waitS: random.int(1, 300) });
  else if (chance(80)) add('call.abandoned', hotline, timeMs, { callId, topic, waitS: 200 });
  const outcome = random.pick(['resolved', 'handed_over', 'abandoned']);
  add('chat.ended', chatbot, timeMs, { chatId: id(), topic, durationS: 60, outcome });
}

function addHour({ chance, add }: Maker, timeMs: number): void {
  for (const kiosk of kiosks) {
    if (chance(92)) add('kiosk.heartbeat', kiosk, timeMs, { healthy: chance(90), coversS: 3_600 });
  }
  for (const system of systems) {
    if (chance(98)) add('link.checked', system, timeMs, { ok: chance(97), coversS: 3_600 });
  }
}
