import { expect, it } from 'vitest';
import type { AlertView, IncidentView } from '#shared/wire/duty.ts';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { readIncidentAsked, toIncidentFilter } from '../../../display/src/lib/incidents/incident-filter.ts';
import { isAbout } from '../../../display/src/lib/incidents/is-about.ts';
import { createKeptReadings } from '../../../display/src/lib/incidents/server/read-kept.ts';
import { enIncidents } from '../../../display/src/lib/incidents/words/en-incidents.ts';
import { viIncidents } from '../../../display/src/lib/incidents/words/vi-incidents.ts';
import { writeAffected } from '../../../display/src/lib/incidents/write-incident.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const vi = { words: viIncidents, format: createFormat('vi', timeZone) };
const en = { words: enIncidents, format: createFormat('en', timeZone) };

it('how much is touched is said in words, and what is not known is said to be so', () => {
  const affected = { assets: 14, points: 3, waiting: 1_420, kinds: { kiosk: 14 }, waitingAt: 3 };
  expect(writeAffected(affected, vi)).toBe('14 kiosk, 3 điểm, khoảng 1.420 người chờ');
  expect(writeAffected({ ...affected, waitingAt: 2 }, en)).toContain(
    'about 1,420 people waiting (known at 2 of 3 points)',
  );
  expect(writeAffected({ ...affected, waiting: null, waitingAt: 0 }, vi)).toBe(
    '14 kiosk, 3 điểm, số người chờ: không rõ',
  );
  expect(writeAffected({ assets: 0, points: 0, waiting: null }, vi)).toBe('chưa rõ');
});

it('a filter reads what it knows; days are the city’s, both included; an account of a unit sees its own', () => {
  const query = new URLSearchParams('state=open&priority=P9&from=2026-11-23&to=2026-11-23&unit=00008&q=%20cong%20');
  const asked = readIncidentAsked(query);
  expect(asked).toMatchObject({ state: 'open', priority: '', unit: '00008', q: 'cong' });
  const filter = toIncidentFilter(asked, { world: 'live', own: '00004', timeZone });
  expect(filter).toMatchObject({ unit: '00004', states: ['new', 'acknowledged', 'in_progress', 'waiting'] });
  expect([filter.from, filter.to].map((day) => day?.toISOString())).toEqual([
    '2026-11-22T17:00:00.000Z',
    '2026-11-23T17:00:00.000Z',
  ]);
});

it('what was read is shown, as old, while it cannot be read again; what never was is not', async () => {
  let nowMs = Date.parse('2026-11-23T02:00:00Z');
  const read = createKeptReadings(() => new Date(nowMs));
  const fails = (): Promise<number> => Promise.reject(new Error('away'));
  expect(await read('a', fails)).toBeNull();
  expect(await read('a', () => Promise.resolve(1))).toEqual({
    value: 1,
    at: '2026-11-23T02:00:00.000Z',
    isStale: false,
  });
  nowMs += 60_000;
  expect(await read('a', fails)).toEqual({ value: 1, at: '2026-11-23T02:00:00.000Z', isStale: true });
  expect(await read('b', fails)).toBeNull();
});

it('a page is read anew for whatever happens to its incident, and not for each connection that is made again', () => {
  const told = (type: 'snapshot' | 'delta', incident: Partial<IncidentView>, alert: Partial<AlertView> = {}) => {
    const place = { epoch: 'e', offset: 2, from: 1, to: 2 };
    const duty = { alerts: [alert as AlertView], incidents: [incident as IncidentView] };
    return isAbout({ type, topic: 'alerts', ...place, ...duty }, { id: 7, version: 3 });
  };
  expect([told('snapshot', { id: 7, version: 3 }), told('snapshot', { id: 7, version: 4 })]).toEqual([false, true]);
  // An advice that was measured, a figure that moved: the version is what it was.
  expect([told('delta', { id: 7, version: 3 }), told('delta', { id: 8 }, { incident: 7 })]).toEqual([true, true]);
  expect(told('delta', { id: 8 }, { incident: null })).toBe(false);
});
