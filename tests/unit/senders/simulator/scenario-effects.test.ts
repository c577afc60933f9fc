import { describe, expect, it } from 'vitest';
import type { NumberedEvent } from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { simulateCity, sixUnit } from '../../../support/simulate-parts.ts';

/*
 * What each scenario that comes along does to the numbers of a Monday of the six-unit city. Causes are laid, effects are
 * not: they must have spread by themselves.
 */
const startMs = Date.parse('2026-11-23T00:00:00+07:00');
type Where = {
  types: string | readonly string[];
  hours?: readonly [number, number];
  assets?: (asset: string) => boolean;
};

const pick = (
  events: readonly NumberedEvent[],
  { types, hours: [from, to] = [0, 24], assets }: Where,
): NumberedEvent[] =>
  events.filter(({ type, asset, timeMs }) => {
    const hour = (timeMs - startMs) / 3_600_000;
    return types.includes(type) && hour >= from && hour < to && (assets?.(asset) ?? true);
  });
const count = (events: readonly NumberedEvent[], where: Where): number => pick(events, where).length;
const sum = (events: readonly NumberedEvent[], field: string, where: Where): number =>
  pick(events, where).reduce((total, { data }) => total + Number(data[field]), 0);
const mean = (events: readonly NumberedEvent[], field: string, where: Where): number =>
  sum(events, field, where) / count(events, where);

describe('on a Monday', { timeout: 60_000 }, () => {
  const usual = simulateCity({ heartbeatS: 60 });

  it('a power cut silences the ward’s kiosks only; its neighbours get its people', () => {
    const events = simulateCity({ heartbeatS: 60, scenarios: ['power-cut'] });
    const hours = [9.5, 11] as const;
    const seat = new Set(sixUnit.kiosks.filter(({ unit }) => unit === sixUnit.seat).map(({ code }) => code));
    const seen = (list: readonly NumberedEvent[], isThere: boolean): number =>
      sum(list, 'coversS', { types: 'kiosk.heartbeat', assets: (asset) => seat.has(asset) === isThere });
    expect(seen(usual, true) - seen(events, true)).toBeGreaterThan(seat.size * 85 * 60);
    expect(seen(events, false)).toBe(seen(usual, false));
    // The point and the branch that stand there.
    const places = [...sixUnit.points, ...sixUnit.branches].filter(({ unit }) => unit === sixUnit.seat);
    const isThere = (asset: string): boolean => places.some(({ code }) => code === asset);
    expect(count(events, { types: 'ticket.issued', hours, assets: isThere })).toBe(0);
    const neighbours: Where = { types: 'ticket.issued', hours: [9.5, 12], assets: (asset) => !isThere(asset) };
    expect(count(events, neighbours)).toBeGreaterThan(count(usual, neighbours));
  });

  it('with the national portal down people call and chat more, and fewer records come online', () => {
    const events = simulateCity({ scenarios: ['portal-down'] });
    const hours = [9, 11] as const;
    for (const types of ['call.queued', 'chat.started'])
      expect(count(events, { types, hours })).toBeGreaterThan(1.15 * count(usual, { types, hours }));
    const onlineShare = (list: readonly NumberedEvent[]): number => {
      const submitted = pick(list, { types: 'record.submitted', hours });
      return submitted.filter(({ data }) => data.channel === 'online').length / submitted.length;
    };
    expect(onlineShare(events)).toBeLessThan(onlineShare(usual) / 2);
  });

  it('in a flood of calls nearly all are abandoned', () => {
    const events = simulateCity({ scenarios: ['hotline-flood'] });
    const hours = [10, 11] as const;
    expect(count(events, { types: 'call.queued', hours })).toBeGreaterThan(
      50 * count(usual, { types: 'call.queued', hours }),
    );
    const abandoned = (list: readonly NumberedEvent[]): number =>
      count(list, { types: 'call.abandoned', hours: [10, 12] }) /
      count(list, { types: 'call.queued', hours: [10, 12] });
    expect(abandoned(usual)).toBeLessThan(0.3);
    expect(abandoned(events)).toBeGreaterThan(0.8);
    // Who cannot get through goes elsewhere.
    expect(count(events, { types: 'chat.started', hours })).toBeGreaterThan(
      count(usual, { types: 'chat.started', hours }),
    );
  });

  it('an operator who stops settling states nothing of what was paid', () => {
    const events = simulateCity({ days: 2, scenarios: ['settlement-stops'] });
    const of = (operator: string) => (asset: string) =>
      sixUnit.parking.some((site) => site.code === asset && site.operator === operator);
    const settled = (operator: string): number =>
      sum(events, 'amountVnd', { types: 'parking.settled', hours: [24, 48], assets: of(operator) });
    const paid = (operator: string): number =>
      sum(events, 'amountVnd', { types: 'parking.paid', assets: of(operator) });
    expect([settled('VETC'), settled('VDTC')]).toEqual([0, paid('VDTC')]);
    expect(paid('VETC')).toBeGreaterThan(0);
  });

  it('cash drifts at one site', () => {
    const events = simulateCity({ scenarios: ['cash-drift'] });
    const [largest] = [...sixUnit.parking].sort((a, b) => (b.spaces ?? 0) - (a.spaces ?? 0));
    const cashShare = (list: readonly NumberedEvent[]): number => {
      const paid = pick(list, { types: 'parking.paid', assets: (asset) => asset === largest?.code });
      return paid.filter(({ data }) => data.method === 'cash').length / paid.length;
    };
    expect(cashShare(events) - cashShare(usual)).toBeGreaterThan(0.25);
  });

  it('with half the staff at two points people wait longer there', () => {
    const events = simulateCity({ scenarios: ['staff-shortage'] });
    const units = [...sixUnit.units].sort((a, b) => b.population - a.population).slice(0, 2);
    const there: Where = { types: 'ticket.called', assets: (asset) => units.some(({ code }) => asset === `P${code}`) };
    expect(mean(events, 'waitS', there)).toBeGreaterThan(2 * mean(usual, 'waitS', there));
  });

  it('in the rain fewer come, and more floods are reported', () => {
    const events = simulateCity({ scenarios: ['rain'] });
    const hours = [8, 14] as const;
    expect(count(events, { types: 'ticket.issued', hours })).toBeLessThan(
      0.95 * count(usual, { types: 'ticket.issued', hours }),
    );
    expect(count(events, { types: 'parking.entered', hours })).toBeLessThan(
      0.9 * count(usual, { types: 'parking.entered', hours }),
    );
    expect(count(events, { types: 'report.filed', hours })).toBeGreaterThan(
      count(usual, { types: 'report.filed', hours }),
    );
  });
});
