import { describe, expect, it } from 'vitest';
import type { NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { feeVnd } from '../../../../ingest/senders/simulator/parking/payment.ts';
import { parking } from '../../../../ingest/senders/simulator/parking/parking.ts';
import { simulateParts, sixUnit, sumBy } from '../../../support/simulate-parts.ts';

const day = (timeMs: number): string => new Date(timeMs + 7 * 3_600_000).toISOString().slice(0, 10);
const only = (events: readonly NumberedEvent[], type: string): NumberedEvent[] =>
  events.filter((event) => event.type === type);
const amount = ({ data }: NumberedEvent): number => Number(data.amountVnd);

describe('parking', () => {
  const events = simulateParts([parking], { days: 3 });

  it('is settled to the đồng as it was paid, by site, method and day', () => {
    const paid = sumBy(
      only(events, 'parking.paid').filter(({ timeMs }) => day(timeMs) < '2026-11-25'),
      ({ asset, timeMs, data }) => `${asset} ${String(data.method)} ${day(timeMs)}`,
      amount,
    );
    const settled = sumBy(
      only(events, 'parking.settled'),
      ({ asset, data }) => `${asset} ${String(data.method)} ${day(Date.parse(String(data.from)))}`,
      amount,
    );
    expect(Object.keys(paid).length).toBeGreaterThan(50);
    expect(settled).toEqual(paid);
  });

  it('loses no car: who entered left or still stands there, and each who left has paid once', () => {
    const entered = new Set(
      only(events, 'parking.entered').map(({ asset, data }) => `${asset} ${String(data.stayId)}`),
    );
    const exits = only(events, 'parking.exited').map(({ asset, data }) => `${asset} ${String(data.stayId)}`);
    const payments = only(events, 'parking.paid').map(({ asset, data }) => `${asset} ${String(data.stayId)}`);
    expect(new Set(exits).size).toBe(exits.length);
    expect(new Set(payments).size).toBe(payments.length);
    expect(exits.filter((stay) => !payments.includes(stay))).toEqual([]);
    for (const site of sixUnit.parking) {
      const samples = only(events, 'parking.occupancy').filter(({ asset }) => asset === site.code);
      const [first] = samples;
      const last = samples.at(-1);
      if (!first || !last) throw new Error(`${site.code} reported nothing`);
      const between = events.filter((e) => e.asset === site.code && e.timeMs > first.timeMs && e.timeMs < last.timeMs);
      const moved = only(between, 'parking.entered').length - only(between, 'parking.exited').length;
      expect(Number(last.data.occupied) - Number(first.data.occupied)).toBe(moved);
    }
    expect(entered.size).toBeGreaterThan(500);
  });

  it('reports each quarter hour, every sample closing the one before', () => {
    for (const site of sixUnit.parking) {
      const samples = only(events, 'parking.occupancy').filter(({ asset }) => asset === site.code);
      expect(samples).toHaveLength(3 * 96);
      samples.forEach(({ data }, at) => {
        const before = samples[at - 1]?.data;
        const prior = before && { occupied: before.occupied, capacity: before.capacity, heldS: 900 };
        expect(data.prior).toEqual(prior);
      });
    }
  });

  it('is fullest of arrivals in the evening, and nearly all of it is cashless', () => {
    const byHour = sumBy(only(events, 'parking.entered'), ({ timeMs }) =>
      new Date(timeMs + 25_200_000).toISOString().slice(11, 13),
    );
    expect(byHour['19']).toBeGreaterThan(Number(byHour['10']));
    expect(byHour['19']).toBeGreaterThan(10 * (byHour['03'] ?? 0));
    const byMethod = sumBy(only(events, 'parking.paid'), ({ data }) => String(data.method));
    const all = Object.values(byMethod).reduce((sum, count) => sum + count, 0);
    expect(Number(byMethod.cash) / all).toBeGreaterThan(0.02);
    expect(Number(byMethod.cash) / all).toBeLessThan(0.12);
  });

  it('costs each started hour, and eight hours a day at most', () => {
    const hours = [0.01, 1, 1.01, 7.5, 9, 24, 25].map((hour) => feeVnd(hour * 3_600_000, 20_000) / 20_000);
    expect(hours).toEqual([1, 1, 2, 8, 8, 8, 9]);
  });

  it('with an operator who stops settling is paid as ever and stated by the others, then in full', () => {
    const effects = [{ what: 'settlement_stops', when: { day: 1, from: '12:00', lasts: '24h' }, operators: ['#1'] }];
    const stopped = simulateParts([parking], { days: 3, effects });
    const operatorOf = new Map(sixUnit.parking.map(({ code, operator }) => [code, operator]));
    const stated = (list: readonly NumberedEvent[]): Record<string, number> =>
      sumBy(
        only(list, 'parking.settled'),
        ({ asset, timeMs }) => `${operatorOf.get(asset) ?? ''} ${day(timeMs)}`,
        amount,
      );
    const usual = stated(events);
    expect(only(stopped, 'parking.paid')).toEqual(
      only(events, 'parking.paid').map(
        (event) => expect.objectContaining({ data: event.data, timeMs: event.timeMs }) as NumberedEvent,
      ),
    );
    const { 'VETC 2026-11-24': missed = 0, 'VETC 2026-11-25': next = 0, ...rest } = usual;
    expect(missed).toBeGreaterThan(0);
    expect(stated(stopped)).toEqual({ ...rest, 'VETC 2026-11-25': missed + next });
  });

  it('with a cash drift at a site has more cash there and nowhere else', () => {
    const effects = [{ what: 'cash_drift', when: { day: 1, from: '00:00', lasts: '3d' }, sites: ['#1'], by: 0.4 }];
    const largest = [...sixUnit.parking].sort((a, b) => (b.spaces ?? 0) - (a.spaces ?? 0))[0]?.code ?? '';
    const cashShare = (list: readonly NumberedEvent[], isThere: boolean): number => {
      const paid = only(list, 'parking.paid').filter(({ asset }) => (asset === largest) === isThere);
      return paid.filter(({ data }) => data.method === 'cash').length / paid.length;
    };
    const drifted = simulateParts([parking], { days: 3, effects });
    expect(cashShare(drifted, true) - cashShare(events, true)).toBeGreaterThan(0.3);
    expect(cashShare(drifted, false)).toBe(cashShare(events, false));
  });
});
