import { expect, test } from 'vitest';
import { applyMessage } from '../../../display/src/lib/feed/apply-message.ts';
import { countKey } from '../../../display/src/lib/feed/screen-state.ts';
import type { CountRow } from '../../../shared/wire/counts.ts';
import type { RecentEvent, ServerMessage } from '../../../shared/wire/push.ts';
import { aRow, aScreen, aView } from './a-screen.ts';

const stateDelta = (from: number, to: number, change: Partial<Extract<ServerMessage, { topic: 'state' }>> = {}) =>
  ({ type: 'delta', topic: 'state', epoch: 'e', from, to, assets: [], recent: [], ...change }) as ServerMessage;
const countsDelta = (rows: CountRow[]): ServerMessage => {
  return { type: 'delta', topic: 'counts', epoch: 'c', from: 5, to: 6, rows };
};

test('a delta that follows on replaces the assets it names', () => {
  const state = aScreen([aView('K1', 60), aView('K2', 60)]);
  expect(applyMessage(state, stateDelta(10, 12, { assets: [aView('K1', 5)] }))).toBeNull();
  expect(state.assets.get('K1')?.seen).toBe(aView('K1', 5).seen);
  expect(state.assets.size).toBe(2);
  expect(state.positions.state).toEqual({ epoch: 'e', offset: 12 });
});

test.each([
  ['a gap', stateDelta(11, 12)],
  ['an overlap', stateDelta(9, 12)],
  ['another epoch', stateDelta(10, 12, { epoch: 'f' })],
])('%s asks for a snapshot and changes nothing', (_, delta) => {
  const state = aScreen([aView('K1', 60)]);
  expect(applyMessage(state, { ...delta, assets: [aView('K1', 5)] } as ServerMessage)).toBe('state');
  expect(state.assets.get('K1')?.seen).toBe(aView('K1', 60).seen);
  expect(state.positions.state?.offset).toBe(10);
});

test('a snapshot replaces all that was held of its topic', () => {
  const state = aScreen([aView('K1', 60)], [aRow('call.queued', 3)]);
  const assets = [aView('K2', 1)];
  applyMessage(state, { type: 'snapshot', topic: 'state', epoch: 'f', offset: 99, assets, recent: [] });
  expect([...state.assets.keys()]).toEqual(['K2']);
  expect(state.counts.size).toBe(1);
});

test('only day rows of the city and its units are kept', () => {
  const state = aScreen();
  const rows: CountRow[] = [
    aRow('call.queued', 3),
    ['hour', '2026-11-23T01:00:00Z', '', '', 'call.queued', '', 1, 1, 1, 1],
    ['day', '2026-11-23', '00004', 'K001', 'kiosk.session', '', 1, 1, 1, 1],
    ['day', '2026-11-22', '', '', 'call.queued', '', 9, 9, 1, 1],
  ];
  applyMessage(state, countsDelta(rows));
  expect([...state.counts.keys()]).toEqual([countKey('', 'call.queued', '')]);
  expect(state.counts.get(countKey('', 'call.queued', ''))?.[6]).toBe(3);
});

test('the first row of the next day starts the counts over', () => {
  const state = aScreen([], [aRow('call.queued', 300), aRow('call.talk_ms', 200)]);
  applyMessage(state, countsDelta([['day', '2026-11-24', '', '', 'call.queued', '', 1, 1, 1, 1]]));
  expect(state.day).toBe('2026-11-24');
  expect(state.counts.size).toBe(1);
});

test('a flood of heartbeats does not push out the events worth a line', () => {
  const event = (type: string): RecentEvent => ({ type, time: '2026-11-23T01:00:00.000Z', asset: 'K1', unit: '00004' });
  const state = aScreen();
  applyMessage(state, stateDelta(10, 11, { recent: [event('kiosk.heartbeat')] }));
  expect(state.recent.map(({ type }) => type)).toEqual(['kiosk.heartbeat']);
  applyMessage(state, stateDelta(11, 12, { recent: [event('kiosk.fault')] }));
  applyMessage(state, stateDelta(12, 13, { recent: Array<RecentEvent>(50).fill(event('kiosk.heartbeat')) }));
  expect(state.recent.map(({ type }) => type)).toEqual(['kiosk.fault']);
});
