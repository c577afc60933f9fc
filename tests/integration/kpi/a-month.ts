import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { randomFrom } from '../../chaos/driver/random.ts';
import { anEvent } from '../../support/an-event.ts';

export const units = ['00004', '00008', '00025', '00070', '00082', '00103'] as const;
const kiosks: Readonly<Record<string, string>> = { K001: '00004', K003: '00008', K007: '00070', K011: '00103' };
const seat = '00070';
const procedures = ['1.001193', '2.000815', '3.000333', '1.004222'];
const systems = ['S-PORTAL', 'S-DVCQG', 'S-VNEID', 'S-PAY', 'S-TRUCVB'];

/** The last instant that anything happens at: 20 November 2026, 10:20 in the city. */
export const nowMs = Date.parse('2026-11-20T03:20:00Z');

/**
 * Everything KPIs are made of, in a city of six units from 2 to 20 November 2026: a few hundred records with what becomes
 * of them, tickets, feedback, calls, chats, payments, documents, and the hourly word of four kiosks and five systems.
 */
export function aMonth(seed: string): AcceptedEvent[] {
  const random = randomFrom(seed);
  const events: AcceptedEvent[] = [];
  let made = 0;
  const chance = (percent: number): boolean => random.int(1, 100) <= percent;
  const at = (day: number, hour: number): number => {
    const within = random.int(0, 3_599_999);
    return Math.min(
      Date.parse(`2026-11-${String(day).padStart(2, '0')}T00:00:00Z`) + (hour - 7) * 3_600_000 + within,
      nowMs - 1,
    );
  };
  const add = (
    type: string,
    where: { unit: string; asset: string },
    timeMs: number,
    data: Record<string, unknown>,
  ): void => {
    const id = `m${(made += 1)}`;
    events.push(anEvent(type, data, { id, ...where, time: new Date(timeMs).toISOString() }));
  };
  const days = [2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20];
  const anHour = (day: number): number => (day === 20 ? random.int(8, 9) : random.pick([8, 9, 10, 11, 14, 15, 16]));

  for (const day of days) {
    for (const unit of units) {
      const point = { unit, asset: `P${unit}` };
      for (let n = 0; n < 5; n += 1) {
        const procedure = random.pick(procedures);
        const channel = random.pick(['online', 'online', 'counter', 'post'] as const);
        const recordId = `R${made}`;
        add('record.submitted', point, at(day, anHour(day)), {
          ...{ recordId, procedure, channel },
          ...(chance(90) && { level: random.pick(['full', 'full', 'partial', 'none']) }),
          ...(chance(30) && { citizenUnit: random.pick(units) }),
        });
        if (chance(70)) add('record.digitised', point, at(day, anHour(day)), { recordId, procedure });
        if (chance(80)) {
          const onTime = chance(80) ? { onTime: chance(85) } : {};
          add('record.completed', point, at(day, anHour(day)), {
            recordId,
            procedure,
            channel,
            durationS: 3_600,
            ...onTime,
          });
          if (chance(60)) add('record.returned', point, at(day, anHour(day)), { recordId, channel });
        }
        if (chance(50)) {
          const online = chance(80) ? { online: chance(40) } : {};
          add('record.paid', point, at(day, anHour(day)), { recordId, method: 'qr', amountVnd: 8_000, ...online });
        }
      }
      for (let n = 0; n < 3; n += 1) {
        add('ticket.called', point, at(day, anHour(day)), {
          ticketId: `T${made}`,
          counter: 'Q1',
          waitS: random.int(5, 4_000),
        });
      }
      add('feedback.given', point, at(day, anHour(day)), { score: random.int(1, 5), channel: 'qr' });
      for (let n = 0; n < 2; n += 1) {
        const electronic = chance(90);
        const document = {
          documentId: `D${made}`,
          direction: random.pick(['in', 'out']),
          electronic,
          signed: electronic && chance(80),
        };
        add('document.exchanged', point, at(day, anHour(day)), document);
      }
    }
    for (const [asset, unit] of Object.entries({
      B001: '00004',
      B002: '00008',
      B003: '00025',
      B004: '00070',
      B005: '00070',
      B006: '00082',
      B007: '00103',
      B008: '00103',
    })) {
      add('parking.paid', { unit, asset }, at(day, anHour(day)), {
        paymentId: `Q${made}`,
        method: random.pick(['cash', 'tag', 'qr']),
        amountVnd: 20_000,
      });
    }
    const hotline = { unit: seat, asset: 'H19001009' };
    for (let n = 0; n < 6; n += 1) {
      const callId = `C${made}`;
      const timeMs = at(day, anHour(day));
      add('call.queued', hotline, timeMs, { callId, topic: 'records' });
      if (chance(70)) add('call.answered', hotline, timeMs, { callId, topic: 'records', waitS: random.int(1, 300) });
      else if (chance(80)) add('call.abandoned', hotline, timeMs, { callId, topic: 'records', waitS: 200 });
      const outcome = random.pick(['resolved', 'handed_over', 'abandoned']);
      add('chat.ended', { unit: seat, asset: 'T1' }, timeMs, {
        chatId: callId,
        topic: 'records',
        durationS: 60,
        outcome,
      });
    }
  }
  for (let hourMs = Date.parse('2026-11-01T17:00:00Z'); hourMs + 1_800_000 < nowMs; hourMs += 3_600_000) {
    const time = hourMs + 1_800_000;
    for (const [asset, unit] of Object.entries(kiosks)) {
      if (chance(92)) add('kiosk.heartbeat', { unit, asset }, time, { healthy: chance(90), coversS: 3_600 });
    }
    for (const asset of systems) {
      if (chance(98)) add('link.checked', { unit: seat, asset }, time, { ok: chance(97), coversS: 3_600 });
    }
  }
  return events;
}
