import { join } from 'node:path';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describe, expect, it } from 'vitest';
import { startCity } from '../../../../ingest/senders/simulator/city.ts';
import { noEffects } from '../../../../ingest/senders/simulator/engine/effects.ts';
import { createSimulation, type NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { at, meanOf, ofType, runCity, sixUnits } from './run-city.ts';

const monday = '2026-11-16';
const week = runCity({ from: monday, days: 7 });
const mondayAgain = runCity({ from: monday });

function on(events: readonly NumberedEvent[], day: string, [from, to] = ['00:00', '23:59']): NumberedEvent[] {
  const [fromMs, toMs] = [at(`${day}T${from}`), at(`${day}T${to}`)];
  return events.filter(({ timeMs }) => fromMs <= timeMs && timeMs < toMs);
}

/** Between two times of a day the thing does not work. */
function outage(day: string, from: string, to: string): (timeMs: number) => boolean {
  return (timeMs) => timeMs < at(`${day}T${from}`) || timeMs >= at(`${day}T${to}`);
}

const share = (events: readonly NumberedEvent[], is: (event: NumberedEvent) => boolean): number =>
  events.filter(is).length / events.length;

describe('a run', () => {
  it('is the same byte for byte with the same seed, and another with another', () => {
    expect(JSON.stringify(runCity({ from: monday }))).toBe(JSON.stringify(mondayAgain));
    expect(JSON.stringify(runCity({ from: monday, seed: 'other' }))).not.toBe(JSON.stringify(mondayAgain));
  });

  it('begins in the same way however long it lasts, and however often it is moved on', () => {
    expect(week.slice(0, mondayAgain.length)).toEqual(mondayAgain);
    const events: NumberedEvent[] = [];
    const startMs = at(`${monday}T00:00`);
    const simulation = createSimulation({
      ...{ pack: sixUnits, seed: 'seed', run: 'test', startMs, endMs: null, effects: noEffects },
      emit: (event) => events.push(event),
    });
    startCity(simulation, { heartbeatS: 600 });
    for (let timeMs = startMs; timeMs <= at('2026-11-17T00:00'); timeMs += 60_000) simulation.agenda.runUntil(timeMs);
    expect(events).toEqual(mondayAgain);
  });

  it('may begin in the middle of a day: doors are open, records are on their way', () => {
    const events: NumberedEvent[] = [];
    const simulation = createSimulation({
      ...{ pack: sixUnits, seed: 'seed', run: 'test', effects: noEffects, startMs: at(`${monday}T09:20`), endMs: null },
      emit: (event) => events.push(event),
    });
    startCity(simulation);
    simulation.agenda.runUntil(at(`${monday}T10:00`));
    for (const type of ['counter.opened', 'ticket.served', 'record.completed', 'staff.on_duty', 'call.ended']) {
      expect(ofType(events, type).length, type).toBeGreaterThan(0);
    }
  });
});

describe('the shape of a week', () => {
  it('is heaviest on Monday and rests on Sunday', () => {
    const visits = (day: string): number => ofType(on(week, day), 'ticket.issued').length;
    expect(visits('2026-11-16')).toBeGreaterThan(visits('2026-11-18') * 1.2);
    expect(visits('2026-11-22')).toBe(0);
    expect(ofType(on(week, '2026-11-22'), 'record.submitted').length).toBeGreaterThan(0);
  });

  it('is busy in the morning, quiet at noon and lives in the evening online', () => {
    const visits = (from: string, to: string): number =>
      ofType(on(week, '2026-11-18', [from, to]), 'ticket.issued').length;
    expect(visits('09:00', '10:00')).toBeGreaterThan(visits('11:00', '12:00') * 1.5);
    expect(visits('12:00', '13:30')).toBe(0);
    expect(ofType(on(week, '2026-11-18', ['20:00', '22:00']), 'record.submitted').length).toBeGreaterThan(10);
  });

  it('knows the holidays, the days worked in their place and the rush after them', () => {
    const tet = runCity({ from: '2026-02-16', days: 8 });
    expect(ofType(on(tet, '2026-02-17'), 'ticket.issued')).toHaveLength(0);
    expect(ofType(on(tet, '2026-02-17'), 'kiosk.session')).toHaveLength(0);
    expect(ofType(on(tet, '2026-02-17'), 'kiosk.heartbeat').length).toBeGreaterThan(0);
    expect(ofType(on(tet, '2026-02-23'), 'ticket.issued').length).toBeGreaterThan(
      ofType(on(week, monday), 'ticket.issued').length,
    );
    const saturday = runCity({ from: '2026-08-22' });
    expect(ofType(saturday, 'ticket.issued').length).toBeGreaterThan(50);
  });

  it('has the shares that a city promises itself', () => {
    const submitted = ofType(week, 'record.submitted');
    expect(share(submitted, ({ data }) => data['channel'] === 'online')).toBeGreaterThan(0.6);
    expect(share(submitted, ({ data }) => data['channel'] === 'online')).toBeLessThan(0.8);
    expect(share(submitted, ({ data }) => data['level'] === 'full')).toBeLessThan(0.4);
    const direct = submitted.filter(({ data }) => data['channel'] === 'counter');
    expect(share(direct, ({ data }) => data['procedure'] === '2.000815')).toBeGreaterThan(0.25);
    expect(share(submitted, ({ data }) => 'citizenUnit' in data)).toBeGreaterThan(0.05);
    expect(share(ofType(week, 'record.completed'), ({ data }) => data['onTime'] === true)).toBeGreaterThan(0.9);
  });

  it('goes online more from year to year', () => {
    const early = ofType(runCity({ from: '2025-07-14' }), 'record.submitted');
    const late = ofType(runCity({ from: '2027-07-12' }), 'record.submitted');
    const isOnline = ({ data }: NumberedEvent): boolean => data['channel'] === 'online';
    expect(share(late, isOnline)).toBeGreaterThan(share(early, isOnline) + 0.15);
  });
});

describe('causes spread', () => {
  it('makes people wait longer, and rate lower, where half the staff is missing', () => {
    const short = runCity({ from: monday, effects: { staffShare: () => 0.5 } });
    expect(meanOf(short, 'ticket.called', 'waitS')).toBeGreaterThan(3 * meanOf(mondayAgain, 'ticket.called', 'waitS'));
    expect(meanOf(short, 'feedback.given', 'score')).toBeLessThan(meanOf(mondayAgain, 'feedback.given', 'score'));
    expect(ofType(short, 'ticket.abandoned').length).toBeGreaterThan(ofType(mondayAgain, 'ticket.abandoned').length);
  });

  it('sends people to counters, hotline and chatbot while the portal is down', () => {
    const isUp = outage(monday, '08:30', '11:00');
    const down = runCity({
      from: monday,
      effects: { isLinkUp: (system, timeMs) => system !== 'S-DVCQG' || isUp(timeMs) },
    });
    const meanwhile = on(down, monday, ['08:31', '10:59']);
    const online = ofType(meanwhile, 'record.submitted').filter(({ data }) => data['channel'] === 'online');
    expect(online).toHaveLength(0);
    expect(ofType(meanwhile, 'kiosk.session').every(({ data }) => data['outcome'] === 'failed')).toBe(true);
    const usual = on(mondayAgain, monday, ['08:31', '10:59']);
    const asks = (events: readonly NumberedEvent[]): number =>
      ofType(events, 'call.queued').length + ofType(events, 'chat.started').length;
    expect(asks(meanwhile)).toBeGreaterThan(asks(usual) * 1.2);
    expect(meanOf(down, 'ticket.called', 'waitS')).toBeGreaterThan(meanOf(mondayAgain, 'ticket.called', 'waitS'));
  });

  it('silences the kiosks of a unit without power and fills the points around it', () => {
    const isUp = outage(monday, '08:00', '16:00');
    const cut = runCity({ from: monday, effects: { isPowered: (unit, timeMs) => unit !== '00070' || isUp(timeMs) } });
    const meanwhile = on(cut, monday, ['08:01', '15:59']);
    const kiosks = new Set(sixUnits.kiosks.filter(({ unit }) => unit === '00070').map(({ code }) => code));
    expect(ofType(meanwhile, 'kiosk.heartbeat').filter(({ asset }) => kiosks.has(asset))).toHaveLength(0);
    const issued = (events: readonly NumberedEvent[], asset: string): number =>
      ofType(on(events, monday, ['08:01', '15:59']), 'ticket.issued').filter((event) => event.asset === asset).length;
    expect(issued(cut, 'P00070')).toBe(0);
    expect(issued(cut, 'P00082')).toBeGreaterThan(issued(mondayAgain, 'P00082') * 1.2);
    const firstAgain = ofType(cut, 'kiosk.heartbeat').find(
      ({ asset, timeMs }) => kiosks.has(asset) && timeMs >= at(`${monday}T16:00`),
    );
    expect(firstAgain?.data['coversS']).toBe(1);
  });

  it('answers few of a flood of calls, and their callers call again', () => {
    const flood = runCity({ from: monday, effects: { callRate: () => 100 } });
    const queued = ofType(flood, 'call.queued').length;
    expect(queued).toBeGreaterThan(100 * ofType(mondayAgain, 'call.answered').length);
    expect(ofType(flood, 'call.answered').length).toBeLessThan(queued * 0.3);
  });

  it('makes callers and chatters of those in trouble, whoever says so', () => {
    const events: NumberedEvent[] = [];
    const simulation = createSimulation({
      ...{ pack: sixUnits, seed: 'seed', run: 'test', effects: noEffects, startMs: at(`${monday}T02:00`), endMs: null },
      emit: (event) => events.push(event),
    });
    const citizens = startCity(simulation);
    for (let person = 0; person < 200; person += 1) {
      citizens.troubled('00070', '2.000815', at(`${monday}T03:00`) + person * 60_000);
    }
    simulation.agenda.runUntil(at(`${monday}T06:30`));
    const causes = events.filter(({ data }) => data['topic'] === 'sự cố');
    expect(ofType(causes, 'call.queued').length).toBeGreaterThan(60);
    expect(ofType(causes, 'chat.started').length).toBeGreaterThan(30);
  });

  it('keeps people at home when it rains; they come another day or go online', () => {
    const rain = runCity({ from: monday, effects: { rain: () => true } });
    expect(ofType(rain, 'ticket.issued').length).toBeLessThan(ofType(mondayAgain, 'ticket.issued').length * 0.9);
  });
});

describe('any city', () => {
  it.each(['hanoi', 'hai-phong', 'ha-tinh'])('comes to life in %s', (city) => {
    const pack = loadPack(join(import.meta.dirname, '../../../../infra/localities', city));
    const counts = new Map<string, number>();
    const simulation = createSimulation({
      ...{ pack, seed: 'seed', run: 'test', effects: noEffects },
      ...{ startMs: at(`${monday}T08:00`), endMs: at(`${monday}T08:40`) },
      emit: ({ type }) => counts.set(type, (counts.get(type) ?? 0) + 1),
    });
    startCity(simulation, { heartbeatS: 600 });
    simulation.agenda.runUntil(at(`${monday}T08:40`));
    for (const type of ['ticket.served', 'record.submitted', 'record.completed', 'call.ended', 'kiosk.heartbeat']) {
      expect(counts.get(type) ?? 0, type).toBeGreaterThan(0);
    }
  });
});
