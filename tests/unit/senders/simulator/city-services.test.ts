import { describe, expect, it } from 'vitest';
import { documents } from '../../../../ingest/senders/simulator/documents.ts';
import type { NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { links } from '../../../../ingest/senders/simulator/links.ts';
import { reports } from '../../../../ingest/senders/simulator/reports/reports.ts';
import { simulateParts, sixUnit, sumBy } from '../../../support/simulate-parts.ts';

const from = '09:00';
const startMs = Date.parse('2026-11-23T00:00:00+07:00');
const hourOf = ({ timeMs }: NumberedEvent): number => (timeMs - startMs) / 3_600_000;
const only = (events: readonly NumberedEvent[], type: string): NumberedEvent[] =>
  events.filter((event) => event.type === type);

describe('connected systems', () => {
  const down = [{ what: 'system_down', when: { day: 1, from, lasts: '2h' }, systems: ['national_portal'] }];
  const events = simulateParts([links], { effects: down });
  const portal = events.filter(({ asset }) => asset === 'S-DVCQG');

  it('vouch for every second of the day', () => {
    const covered = sumBy(
      events,
      ({ asset }) => asset,
      ({ data }) => Number(data.coversS),
    );
    // The first check comes after its interval, the last one just before midnight.
    const wanted = sixUnit.systems.map(({ code, expected_interval_s: everyS }) => [code, 86_400 - everyS]);
    expect(covered).toEqual(Object.fromEntries(wanted));
  });

  it('that are down do not answer, fall behind, and catch up', () => {
    const outage = portal.filter((event) => hourOf(event) >= 9 && hourOf(event) < 11);
    expect(outage).toHaveLength(120);
    expect(outage.every(({ data }) => data.ok === false && data.latencyMs === undefined)).toBe(true);
    expect(Number(outage.at(-1)?.data.lagS)).toBeGreaterThan(7_000);
    expect(Number(portal.find((event) => hourOf(event) >= 11)?.data.lagS)).toBeLessThan(60);
    const others = events.filter(({ asset, data }) => asset !== 'S-DVCQG' && data.ok === false);
    expect(others.length).toBeLessThan(10);
  });

  it('answer slower at the height of the day than at night', () => {
    const meanMs = (fromHour: number, toHour: number): number => {
      const at = portal.filter((event) => hourOf(event) >= fromHour && hourOf(event) < toHour && event.data.ok);
      return at.reduce((sum, { data }) => sum + Number(data.latencyMs), 0) / at.length;
    };
    expect(meanMs(14, 16)).toBeGreaterThan(2 * meanMs(1, 4));
  });
});

describe('documents', () => {
  it('are exchanged on working days, nearly all electronic; signed ones are', () => {
    const events = simulateParts([documents], { day: '2026-11-27', days: 3 });
    expect(events.length).toBeGreaterThan(100);
    expect(new Set(events.map(({ timeMs }) => new Date(timeMs + 25_200_000).toISOString().slice(0, 10)))).toEqual(
      new Set(['2026-11-27']),
    );
    expect(events.filter(({ data }) => data.signed === true && data.electronic === false)).toEqual([]);
    expect(events.filter(({ data }) => data.electronic === true).length / events.length).toBeGreaterThan(0.9);
  });

  it('wait for the axis when it is down, or go on paper when they cannot; none is lost', () => {
    const effects = [{ what: 'system_down', when: { day: 1, from, lasts: '2h' }, systems: ['document_axis'] }];
    const usual = simulateParts([documents]);
    const events = simulateParts([documents], { effects });
    const during = (list: readonly NumberedEvent[]): NumberedEvent[] =>
      list.filter((e) => hourOf(e) >= 9 && hourOf(e) < 11);
    expect(events).toHaveLength(usual.length);
    expect(during(events).length).toBeLessThan(during(usual).length / 2);
    expect(during(events).every(({ data }) => data.electronic === false)).toBe(true);
  });
});

describe('citizens’ reports', () => {
  const events = simulateParts([reports], { days: 5 });
  const filed = only(events, 'report.filed');
  const closed = only(events, 'report.closed');

  it('are closed once, by the times they tell, on time or not as they were due', () => {
    const byId = new Map(filed.map((event) => [`${event.asset} ${String(event.data.reportId)}`, event]));
    expect(byId.size).toBe(filed.length);
    expect(new Set(closed.map(({ asset, data }) => `${asset} ${String(data.reportId)}`)).size).toBe(closed.length);
    for (const { asset, timeMs, data } of closed) {
      const opening = byId.get(`${asset} ${String(data.reportId)}`);
      if (!opening) throw new Error(`${String(data.reportId)} was closed and never filed`);
      expect(data.durationS).toBe((timeMs - opening.timeMs) / 1_000);
      expect(data.onTime).toBe(timeMs <= Date.parse(String(opening.data.dueAt)));
      expect(data).toMatchObject({ category: opening.data.category, channel: opening.data.channel });
    }
    expect(closed.length / filed.length).toBeGreaterThan(0.6);
    expect(closed.filter(({ data }) => data.onTime).length / closed.length).toBeGreaterThan(0.6);
  });

  it('come by every channel, at the counter only while it is open', () => {
    const byChannel = sumBy(filed, ({ data }) => String(data.channel));
    expect(Object.keys(byChannel).sort()).toEqual(['app', 'counter', 'hotline', 'qr', 'web', 'zalo']);
    const hours = filed.filter(({ data }) => data.channel === 'counter').map((event) => hourOf(event) % 24);
    expect(hours.every((hour) => hour >= 8 && hour < 17)).toBe(true);
  });

  it('are more in the rain, of flooding above all, and are closed later when staff is short', () => {
    const rainy = simulateParts([reports], {
      days: 5,
      effects: [{ what: 'rain', when: { day: 1, from: '06:00', lasts: '4d' } }],
    });
    const drains = (list: readonly NumberedEvent[]): number =>
      only(list, 'report.filed').filter(({ data }) => data.category === 'drainage').length;
    expect(only(rainy, 'report.filed').length).toBeGreaterThan(filed.length * 1.2);
    expect(drains(rainy)).toBeGreaterThan(3 * drains(events));
    const shortage = [
      { what: 'staff_shortage', when: { day: 1, from: '00:00', lasts: '5d' }, points: ['all'], share: 0.4 },
    ];
    const short = simulateParts([reports], { days: 5, effects: shortage });
    const onTime = (list: readonly NumberedEvent[]): number =>
      only(list, 'report.closed').filter(({ data }) => data.onTime).length;
    expect(onTime(short)).toBeLessThan(onTime(events));
  });
});
