import { describe, expect, it, test } from 'vitest';
import { assetKinds } from '#shared/events/kind.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { assetState } from '../../../display/src/lib/feed/asset-state.ts';
import { byUrgency, openFaultOf, seenState, type SeenState } from '../../../display/src/lib/levels/asset-line.ts';
import {
  beatStrip,
  countBeats,
  lifeTypesOf,
  pledgeOf,
  shownBeats,
  spansOf,
} from '../../../display/src/lib/levels/beat-strip.ts';
import { describeEvent } from '../../../display/src/lib/levels/describe-event.ts';
import { hoursUpTo, toSeries } from '../../../display/src/lib/levels/hour-series.ts';
import { timesOf } from '../../../display/src/lib/levels/times-of.ts';
import { toldState } from '../../../display/src/lib/levels/told-state.ts';

const nowMs = Date.parse('2026-11-23T02:00:00Z');
const minute = 60_000;
const pledge = pledgeOf('kiosk', undefined);
const none = { rows: [], pledge, fault: null, nowMs };

/** Heard in these slots, in the middle of each. */
const heard = (slots: readonly number[], what: { isUnwell?: boolean; isPlanned?: boolean } = {}) =>
  slots.map((slot) => ({
    ...{ asset: 'K001', slot, lastMs: nowMs - (slot + 0.5) * minute },
    ...{ isUnwell: what.isUnwell ?? false, isPlanned: what.isPlanned ?? false },
  }));
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('signs of life', () => {
  it('are promised by some kinds only; a system has its own interval', () => {
    expect(pledge).toEqual({ intervalMs: minute, isPromised: true });
    expect(pledgeOf('system', 300)).toEqual({ intervalMs: 5 * minute, isPromised: true });
    expect(pledgeOf('hotline', undefined).isPromised).toBe(false);
    for (const kind of assetKinds) expect(lifeTypesOf(kind).length).toBeGreaterThan(0);
    expect(lifeTypesOf('point')).toContain('counter.waiting');
    // A report filed at a point does not prove that its counters are alive.
    expect(lifeTypesOf('point')).not.toContain('report.filed');
  });

  it('of nobody are unknown, never well and never a gap', () => {
    const strip = beatStrip(none);
    expect(strip.states).toHaveLength(shownBeats);
    expect(new Set(strip.states)).toEqual(new Set(['unknown']));
    expect(countBeats(strip)).toEqual({ heard: 0, of: shownBeats });
    const quiet = beatStrip({ ...none, pledge: pledgeOf('hotline', undefined) });
    expect(new Set(quiet.states)).toEqual(new Set(['quiet']));
  });

  it('become late, then a gap, as they stay away; nothing before the first is a gap', () => {
    const { states } = beatStrip({ ...none, rows: heard(range(8, 20)) });
    expect(states.slice(0, shownBeats - 21)).toEqual(Array(shownBeats - 21).fill('unknown'));
    expect(states.slice(-9)).toEqual(['well', 'well', 'late', 'gap', 'gap', 'gap', 'gap', 'gap', 'gap']);
  });

  it('that come a little unevenly are no gap', () => {
    const { states } = beatStrip({ ...none, rows: heard(range(0, 59).filter((slot) => slot % 2 === 0)) });
    expect(new Set(states)).toEqual(new Set(['well']));
  });

  it('begin with what was known before the strip', () => {
    const { states } = beatStrip({ ...none, rows: heard([55]) });
    expect(states[0]).toBe('gap');
  });

  it('say a fault from when it began, and planned work as such', () => {
    const rows = heard(range(0, 59));
    const fault = { sinceMs: nowMs - 5.5 * minute, isPlanned: false };
    expect(beatStrip({ ...none, rows, fault }).states.slice(-7)).toEqual(['well', ...Array<string>(6).fill('unwell')]);
    const planned = beatStrip({ ...none, rows, fault: { ...fault, isPlanned: true } });
    expect(planned.states.at(-1)).toBe('maintenance');
    expect(beatStrip({ ...none, rows: heard(range(0, 3), { isUnwell: true }) }).states.at(-1)).toBe('unwell');
  });

  it('end as the present state is, whenever the last one was', () => {
    const words = { normal: ['well'], late: ['late'], stale: ['gap'], lost: ['gap'] } as const;
    for (let age = 0; age < 12 * minute; age += 7_000) {
      const time = new Date(nowMs - age).toISOString();
      const view = { asset: 'K001', unit: '00004', seen: time, pulse: time, fields: {}, open: {} };
      const state = seenState(view, nowMs, pledge) as keyof typeof words;
      const rows = [
        { asset: 'K001', slot: Math.floor(age / minute), lastMs: nowMs - age, isUnwell: false, isPlanned: false },
      ];
      expect(words[state], `${age} ms`).toContain(beatStrip({ ...none, rows }).states.at(-1));
    }
  });

  it('are told as stretches too, the newest first, which are all of them', () => {
    const strip = beatStrip({ ...none, rows: heard(range(8, 20)) });
    const spans = spansOf(strip);
    expect(spans.map(({ state, beats }) => `${state} ${beats}`)).toEqual(['gap 6', 'late 1', 'well 14', 'unknown 29']);
    expect(spans[0]?.toMs).toBe(nowMs);
    for (const [at, span] of spans.slice(1).entries()) expect(span.toMs).toBe(spans[at]?.fromMs);
  });
});

describe('the state of an asset', () => {
  it('that could not be read is told apart from one that never reported', () => {
    expect(seenState(null, nowMs, pledge)).toBe('unread');
    expect(seenState(undefined, nowMs, pledge)).toBe(assetState(undefined, nowMs, 60));
  });

  it('puts what wants a look first', () => {
    const lines = (['normal', 'maintenance', 'unknown', 'fault', 'lost'] as SeenState[]).map((state, at) => ({
      state,
      code: `K${at}`,
    }));
    expect(byUrgency(lines).map(({ state }) => state)).toEqual(['fault', 'lost', 'unknown', 'maintenance', 'normal']);
  });

  it('is told without the numbers of tickets, stays and faults', () => {
    const time = new Date(nowMs).toISOString();
    const items = [{ key: 'ticket-7', since: time, value: { procedure: '1.001193' } }];
    const view = {
      ...{ asset: 'P1', unit: '00004', seen: time, pulse: null },
      fields: { waiting: { value: { waiting: 7, expectedWaitS: null }, time } },
      open: { ticket: { count: 12, items } },
    };
    const told = toldState(view);
    expect(told).toEqual({
      fields: [{ name: 'waiting', text: 'waiting: 7', timeMs: nowMs }],
      open: [{ sort: 'ticket', count: 12, sinceMs: nowMs }],
    });
    expect(openFaultOf(view)).toBeNull();
  });
});

describe('an event', () => {
  it('is told without what is personal, hashed or not, and without numbers of errands', () => {
    const data = { ticketId: 't-1', procedure: '1.001193', citizenId: 'h:abc', phone: 'h:def', channel: 'kiosk' };
    expect(describeEvent('ticket.issued', data)).toBe('procedure: 1.001193 · channel: kiosk');
    expect(describeEvent('call.answered', { callId: 'c', topic: 'thue', agent: 'A17', waitS: 9 })).toBe(
      'topic: thue · waitS: 9',
    );
    expect(describeEvent('kiosk.voided', { id: 'e-1', reason: 'doubled' })).toBe('reason: doubled');
    expect(describeEvent('parking.occupancy', { occupied: 3, capacity: 20, prior: { occupied: 1 } })).toBe(
      'occupied: 3 · capacity: 20',
    );
  });

  it('of a type nobody knows tells nothing of itself', () => {
    expect(describeEvent('plane.landed', { pilot: 'Lan' })).toBe('');
  });
});

describe('three times', () => {
  const beat = (agoMs: number, healthy: boolean): AcceptedEvent => ({
    ...{
      specversion: '1.0',
      id: `b-${agoMs}`,
      source: 'urn:six',
      type: 'kiosk.heartbeat',
      asset: 'K001',
      unit: '00004',
    },
    ...{ time: new Date(nowMs - agoMs).toISOString(), receivedtime: new Date(nowMs - agoMs).toISOString() },
    ...{ world: 'live', data: { healthy, coversS: 60 } },
  });
  const session: AcceptedEvent = { ...beat(10_000, true), type: 'kiosk.session', data: { outcome: 'completed' } };

  it('unchanged is not silent: changed, updated and reported are three instants', () => {
    const events = [session, beat(minute, false), beat(2 * minute, false), beat(3 * minute, true)];
    expect(timesOf('kiosk', events, undefined)).toEqual({
      ...{ changedMs: nowMs - 2 * minute, sameSinceMs: null },
      ...{ updatedMs: nowMs - minute, reportedMs: nowMs - 10_000 },
    });
  });

  it('a change further back than was looked is said to be so', () => {
    const times = timesOf('kiosk', [beat(minute, true), beat(9 * minute, true)], undefined);
    expect(times).toMatchObject({ changedMs: null, sameSinceMs: nowMs - 9 * minute });
    expect(timesOf('hotline', [], undefined)).toEqual({
      ...{ changedMs: null, sameSinceMs: null, updatedMs: null, reportedMs: null },
    });
  });
});

describe('hours', () => {
  const hour = 3_600_000;
  const charts = [
    { id: 'tickets', unit: 'count', measure: { take: 'n', metric: 'ticket.issued' } },
    { id: 'wait', unit: 'min', measure: { take: 'mean', metric: 'ticket.wait_ms' } },
    {
      id: 'kioskHealthy',
      unit: 'percent',
      measure: { take: 'share', metric: 'kiosk.healthy_ms', of: 'kiosk.seen_ms' },
    },
  ] as const;

  test('an hour in which nothing was counted is not known, never zero; a share of nothing is none', () => {
    const span = hoursUpTo(nowMs + 10 * minute, 3);
    expect(span).toEqual({ fromMs: nowMs - 2 * hour, toMs: nowMs + hour });
    const row = { bucketMs: nowMs, n: 4, sum: 600_000, max: 300_000 };
    const rows = [
      { ...row, metric: 'ticket.issued' },
      { ...row, metric: 'ticket.wait_ms' },
      { ...row, metric: 'kiosk.seen_ms', sum: 7_200_000 },
      { ...row, metric: 'kiosk.healthy_ms', sum: 3_600_000 },
      { ...row, metric: 'kiosk.seen_ms', sum: 0, bucketMs: nowMs - hour },
    ];
    const series = toSeries(charts, rows, span);
    expect(series.map(({ points }) => points.map(({ value }) => value))).toEqual([
      [null, null, 4],
      [null, null, 2.5],
      [null, null, 50],
    ]);
    expect(series[0]).toMatchObject({ known: 1, greatest: 4, last: { fromMs: nowMs, value: 4 } });
  });
});
