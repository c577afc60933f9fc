import { describe, expect, it } from 'vitest';
import { alertAt } from '#shared/duty/past/alert-at.ts';
import { incidentAt } from '#shared/duty/past/incident-at.ts';
import type { PastAlert, PastIncident } from '#shared/store/read-past-duty.ts';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import type { TimelineEntry } from '#shared/wire/incident-commands.ts';
import { PastAlerts } from '../../../stream/live/replay/past-alerts.ts';

const minute = (n: number): string => new Date(Date.parse('2026-11-23T02:00:00Z') + n * 60_000).toISOString();
const ms = (n: number): number => Date.parse(minute(n));
const none = { why: 'none' } as const;

/** As it is now: over, and in nobody's hands. */
const view: AlertView = {
  ...{ id: 1, world: 'live', rule: 'kiosk-silent', target: 'K001', openedSeq: 10, priority: 'P2', labels: {} },
  ...{
    name: { vi: 'Kiosk im lặng', en: 'Kiosk silent' },
    action: { vi: 'Gọi', en: 'Call' },
    owner: 'GD',
    runbook: null,
  },
  ...{ since: minute(0), openedAt: minute(3), closedAt: minute(30), condition: 'normal', value: 12, suppression: none },
  ...{ silencing: null, acknowledgement: null, incident: 1001, isLate: false, version: 9 },
};
const alert: PastAlert = {
  view,
  transitions: [
    { at: minute(3), since: minute(0), to: { condition: 'firing', suppression: none }, value: 4 },
    { at: minute(8), since: minute(0), to: { condition: 'firing', suppression: { why: 'storm' } }, value: 9 },
    { at: minute(25), since: minute(0), to: { condition: 'recovering', suppression: none }, value: 0 },
    { at: minute(30), since: minute(0), to: { condition: 'normal', suppression: none }, value: 0 },
  ],
  acts: [
    { at: minute(5), by: 'account:lan', act: 'acknowledged', until: minute(20) },
    { at: minute(20), by: 'process:duty', act: 'expired', until: null },
    { at: minute(21), by: 'account:lan', act: 'shelved', until: minute(60) },
    { at: minute(28), by: 'process:duty', act: 'unshelved', until: null },
  ],
};

describe('an alert as it stood', () => {
  it('was not there before it opened', () => {
    expect(alertAt(alert, ms(2))).toBeUndefined();
  });

  it.each([
    [3, 'firing', 'none', null, null, 4, null],
    [6, 'firing', 'none', 'account:lan', null, 4, null],
    [9, 'firing', 'storm', 'account:lan', null, 9, null],
    [20, 'firing', 'storm', null, null, 9, null],
    [26, 'recovering', 'none', null, 'shelved', 0, null],
    [29, 'recovering', 'none', null, null, 0, null],
    [30, 'normal', 'none', null, null, 0, minute(30)],
    [99, 'normal', 'none', null, null, 0, minute(30)],
  ])('after %i minutes', (n, condition, why, who, silencing, value, closedAt) => {
    const then = alertAt(alert, ms(n));
    expect(then?.suppression.why).toBe(why);
    expect(then?.acknowledgement?.by ?? null).toBe(who);
    expect(then?.silencing?.kind ?? null).toBe(silencing);
    expect(then).toMatchObject({ condition, value, closedAt, id: 1, rule: 'kiosk-silent' });
  });
});

const incident: IncidentView = {
  ...{ id: 1001, number: 'SC-1001', world: 'live', title: { vi: 'Tên mới', en: 'New name' }, priority: 'P1' },
  ...{ state: 'closed', isExercise: false, cause: null, units: ['00004'], assets: ['K001'] },
  affected: { assets: 1, points: 0, waiting: 12, waitingAt: 2 },
  ...{ alerts: { open: 0, all: 0 }, owner: null, ownerUntil: null, occurredAt: minute(0), detectedAt: minute(3) },
  ...{ resolvedAt: minute(50), detectDue: minute(5), resolveDue: minute(120), paused: null, openTasks: 0, version: 12 },
};
let entryId = 0;
const entry = (n: number, by: string, kind: TimelineEntry['kind'], detail: TimelineEntry['detail']): TimelineEntry => ({
  ...{ id: (entryId += 1), at: minute(n), by, kind, detail },
});
const timeline: PastIncident = {
  view: incident,
  entries: [
    entry(3, 'rule', 'opened', { channel: 'rule', priority: 'P2' }),
    entry(5, 'account:lan', 'state', { move: 'acknowledge', from: 'new', to: 'acknowledged' }),
    entry(6, 'account:lan', 'state', { move: 'start', from: 'acknowledged', to: 'in_progress' }),
    entry(6, 'account:lan', 'undone', { move: 'undo', verb: 'incident.start' }),
    entry(10, 'account:lan', 'severity', { from: 'P2', to: 'P1', why: 'nhiều người' }),
    entry(12, 'account:lan', 'task', { task: 1, text: 'Gọi điện lực' }),
    entry(15, 'account:lan', 'state', {
      move: 'wait',
      from: 'acknowledged',
      to: 'waiting',
      reason: 'power',
      on: 'EVN',
    }),
    // Who takes it over leaves it waiting.
    entry(18, 'account:binh', 'state', { move: 'acknowledge', from: 'waiting', to: 'waiting' }),
    entry(20, 'account:lan', 'severity', {
      title: { vi: 'Tên mới', en: 'New name' },
      from: { vi: 'Tên cũ', en: 'Old' },
    }),
    entry(40, 'account:lan', 'state', { move: 'resume', from: 'waiting', to: 'in_progress' }),
    entry(45, 'account:lan', 'task', { task: 1, text: 'Gọi điện lực', done: true }),
    entry(50, 'account:lan', 'state', { move: 'resolve', from: 'in_progress', to: 'resolved', how: 'Có điện' }),
    entry(110, 'duty', 'state', { move: 'close', from: 'resolved', to: 'closed' }),
  ],
};

describe('an incident as it stood', () => {
  it('was not there before it was known', () => {
    expect(incidentAt(timeline, [], ms(2))).toBeUndefined();
  });

  it.each([
    [3, 'new', null, 'P2', 'Tên cũ', null, 0],
    [5, 'acknowledged', 'account:lan', 'P2', 'Tên cũ', null, 0],
    // What was started was taken back.
    [7, 'acknowledged', 'account:lan', 'P2', 'Tên cũ', null, 0],
    [16, 'waiting', 'account:lan', 'P1', 'Tên cũ', 'power: EVN', 1],
    [19, 'waiting', 'account:binh', 'P1', 'Tên cũ', 'power: EVN', 1],
    [41, 'in_progress', 'account:lan', 'P1', 'Tên mới', null, 1],
    [60, 'resolved', 'account:lan', 'P1', 'Tên mới', null, 0],
    [120, 'closed', null, 'P1', 'Tên mới', null, 0],
  ])('after %i minutes', (n, state, owner, priority, title, paused, openTasks) => {
    const then = incidentAt(timeline, [], ms(n));
    expect(then?.title.vi).toBe(title);
    expect(then).toMatchObject({ state, owner, priority, paused, openTasks });
  });

  it('tells its clocks and alerts as of then, and of how many waited then that nobody knows', () => {
    const then = incidentAt(timeline, [{ ...view, closedAt: null }, view], ms(7));
    expect(then).toMatchObject({
      ...{ acknowledgedAt: minute(5), resolvedAt: null, alerts: { open: 1, all: 2 } },
      affected: { assets: 1, waiting: null },
    });
    expect(incidentAt(timeline, [], ms(16))?.resolveDue).toBeNull();
    expect(incidentAt(timeline, [], ms(120))).toMatchObject({ acknowledgedAt: minute(5), resolvedAt: minute(50) });
  });
});

it('holds a stretch: what is shown at a moment, and what changed since another', () => {
  const past = new PastAlerts({ alerts: [alert], incidents: [timeline] }, { fromMs: ms(0), toMs: ms(200) });
  expect(past.at(ms(2))).toEqual({ alerts: [], incidents: [] });
  expect(past.at(ms(5)).alerts).toHaveLength(1);
  expect(past.at(ms(5)).incidents).toMatchObject([{ state: 'acknowledged', alerts: { open: 1, all: 1 } }]);
  expect(past.changed(ms(6), ms(7))).toEqual({ alerts: [], incidents: [] });
  // The alert came to rest: its incident has one open alert less.
  expect(past.changed(ms(29), ms(31))).toMatchObject({ alerts: [{ id: 1 }], incidents: [{ alerts: { open: 0 } }] });
  // An hour after they were over they are gone.
  expect(past.at(ms(91)).alerts).toEqual([]);
  expect(past.at(ms(100)).incidents).toHaveLength(1);
  expect(past.at(ms(115)).incidents).toEqual([]);
});
