import { describe, expect, test } from 'vitest';
import { absent } from '../../../display/src/lib/panels/figure.ts';
import { summariseHotline } from '../../../display/src/lib/panels/summarise-hotline.ts';
import { summariseKiosks } from '../../../display/src/lib/panels/summarise-kiosks.ts';
import { summariseParking } from '../../../display/src/lib/panels/summarise-parking.ts';
import { summarisePoints } from '../../../display/src/lib/panels/summarise-points.ts';
import { summariseRecords } from '../../../display/src/lib/panels/summarise-records.ts';
import { aMoment, aRow, aScreen, aView, dayStartMs, nowMs, someAssets } from './a-screen.ts';

const time = new Date(nowMs - 5_000).toISOString();

describe('kiosks', () => {
  const kiosks = someAssets('kiosk', 'K1', 'K2', 'K3', 'K4', 'K5');

  test('are counted by how lately they reported', () => {
    const state = aScreen([aView('K1', 10), aView('K2', 120), aView('K3', 400), aView('K4', 4_000)]);
    const { coverage, reporting, faulty } = summariseKiosks(kiosks, aMoment(state));
    expect(coverage).toMatchObject({ expected: 5, reporting: 2, fresh: 1, late: 1, stale: 1, lost: 1, unknown: 1 });
    expect(reporting).toEqual({ value: 2, asOfMs: nowMs - 10_000 });
    expect(faulty.value).toBe(0);
  });

  test('a report or feedback sent in its name does not prove that a kiosk is alive', () => {
    const spokenFor = aView('K1', 1, {
      pulse: null,
      fields: { feedback: { value: { score: 5, channel: 'qr' }, time } },
    });
    const { coverage, reporting } = summariseKiosks(kiosks, aMoment(aScreen([spokenFor])));
    expect(coverage).toMatchObject({ reporting: 0, unknown: 5, asOfMs: null });
    expect(reporting).toEqual(absent('never'));
  });

  test('without a word from any there is no number, and never a zero', () => {
    expect(summariseKiosks(kiosks, aMoment(aScreen())).faulty).toEqual(absent('never'));
    expect(summariseKiosks(kiosks, aMoment(aScreen([aView('K1', 1)]), { nowMs: null })).faulty).toEqual(
      absent('no-clock'),
    );
  });
});

describe('service points', () => {
  const points = someAssets('point', 'P1', 'P2', 'P3');
  const gauge = (waiting: number | null, expectedWaitS: number | null) => ({
    fields: { waiting: { value: { waiting, expectedWaitS }, time } },
  });

  test('the longest wait names its place, and people are summed over those that said how many', () => {
    const state = aScreen([
      aView('P1', 5, gauge(4, 600)),
      aView('P2', 5, gauge(null, 1_800)),
      aView('P3', 5, gauge(3, null)),
    ]);
    const summary = summarisePoints(points, aMoment(state));
    expect(summary.longestWaitS).toEqual({ value: 1_800, asOfMs: nowMs - 5_000 });
    expect(summary.longestAt).toBe('P2');
    expect([summary.waiting.value, summary.waitingFrom]).toEqual([7, 2]);
  });

  test('a point that fell silent is left out, and one alone leaves “too old”', () => {
    const summary = summarisePoints(points, aMoment(aScreen([aView('P1', 2_000, gauge(4, 600))])));
    expect(summary.longestWaitS).toEqual(absent('old'));
    expect(summary.waiting).toEqual(absent('old'));
  });
});

describe('parking', () => {
  const sites = someAssets('parking', 'B1', 'B2', 'B3');
  const occupied = (taken: number, capacity: number) => ({
    fields: { occupancy: { value: { occupied: taken, capacity }, time } },
  });

  test('occupancy is that of all spaces of reporting sites', () => {
    const state = aScreen([
      aView('B1', 5, occupied(90, 100)),
      aView('B2', 5, occupied(0, 300)),
      aView('B3', 99_999, occupied(9, 9)),
    ]);
    const { occupancy, occupancyFrom } = summariseParking(sites, aMoment(state));
    expect([occupancy.value, occupancyFrom]).toEqual([90 / 400, 2]);
  });

  test('the cashless share is of payments, not of money', () => {
    const rows = [
      aRow('parking.paid_vnd', 4, 400_000),
      aRow('parking.paid_vnd', 1, 370_000, 'method=cash'),
      aRow('parking.paid_vnd', 3, 30_000, 'method=qr'),
    ];
    const { cashless, payments } = summariseParking(sites, aMoment(aScreen([], rows)));
    expect([cashless.value, payments.value]).toEqual([0.75, 4]);
  });

  test('a share of no payments is no share', () => {
    const { cashless, payments } = summariseParking(sites, aMoment(aScreen([], [aRow('parking.entered', 2)])));
    expect(cashless).toEqual(absent('never'));
    expect(payments.value).toBe(0);
  });
});

describe('hotline', () => {
  const lines = someAssets('hotline', 'H1');
  const chatbots = [{ code: 'T1' }];

  test('calls are of today, the queue is of now', () => {
    const state = aScreen(
      [aView('H1', 5, { open: { call: { count: 3, items: [] } } })],
      [aRow('call.queued', 10), aRow('call.answered_ms', 4, 60_000)],
    );
    const summary = summariseHotline({ hotlines: lines, chatbots }, aMoment(state));
    expect(summary.inQueue.value).toBe(3);
    expect(summary.meanWaitS.value).toBe(15);
    expect([summary.queued.value, summary.answered.value, summary.abandoned.value]).toEqual([10, 4, 0]);
    expect(summary.heardToday).toBe(1);
  });

  test('counts of another day are not today’s', () => {
    const state = aScreen([], [aRow('call.queued', 10)]);
    expect(summariseHotline({ hotlines: lines, chatbots }, aMoment(state, { today: '2026-11-24' })).queued).toEqual(
      absent('never'),
    );
  });

  test('with no count feed there are no figures, whatever is held', () => {
    const state = aScreen([], [aRow('call.queued', 10)]);
    expect(summariseHotline({ hotlines: lines, chatbots }, aMoment(state, { countsAgeS: null })).queued).toEqual(
      absent('no-counts'),
    );
  });

  test('people helped are calls answered and chats that were not left, a running count', () => {
    const rows = [
      aRow('call.answered_ms', 40, 60_000),
      aRow('chat.ended_ms', 20, 60_000),
      aRow('chat.ended_ms', 3, 60_000, 'outcome=abandoned'),
    ];
    const state = aScreen([aView('T1', 5, { open: { chat: { count: 7, items: [] } } })], rows);
    const summary = summariseHotline({ hotlines: lines, chatbots }, aMoment(state));
    expect([summary.supported.value, summary.answered.value, summary.chats.value]).toEqual([57, 40, 17]);
    expect(summary.openChats).toEqual({ value: 7, asOfMs: nowMs - 5_000 });
    expect([summary.chatbotsHeardToday, summary.chatbots]).toEqual([1, 1]);
  });

  test('with the chatbot silent the calls alone are told, and what is silent is a dash', () => {
    const state = aScreen([], [aRow('call.answered_ms', 40, 60_000)]);
    const summary = summariseHotline({ hotlines: lines, chatbots }, aMoment(state));
    expect([summary.supported.value, summary.chatbotsHeardToday]).toEqual([40, 0]);
    expect(summary.chats).toEqual(absent('never'));
    expect(summary.openChats).toEqual(absent('never'));
  });

  test('a line heard yesterday only is not heard today', () => {
    const state = aScreen([aView('H1', (nowMs - dayStartMs) / 1000 + 1)]);
    expect(summariseHotline({ hotlines: lines, chatbots }, aMoment(state)).heardToday).toBe(0);
  });
});

describe('records', () => {
  test('are split by channel, silent channels being zero once the kind is counted', () => {
    const rows = [
      aRow('record.submitted', 5),
      aRow('record.submitted', 5, 5, 'channel=online'),
      aRow('record.completed_ms', 2),
    ];
    const summary = summariseRecords(someAssets('point', 'P1'), aMoment(aScreen([], rows)));
    expect([summary.submitted.value, summary.completed.value]).toEqual([5, 2]);
    expect(summary.byChannel.map(({ channel, submitted }) => [channel, submitted.value])).toEqual([
      ['online', 5],
      ['counter', 0],
      ['post', 0],
      ['email', 0],
    ]);
  });

  test('shares are of the records submitted, full process of those that tell how far they go online', () => {
    const rows = [
      aRow('record.submitted', 10),
      aRow('record.submitted', 6, 6, 'channel=online'),
      aRow('record.submitted', 3, 3, 'level=full'),
      aRow('record.submitted', 5, 5, 'level=none'),
      aRow('record.full_process', 2),
      aRow('record.digitised', 7),
    ];
    const { online, fullProcess, digitised } = summariseRecords([], aMoment(aScreen([], rows)));
    expect([online.value, fullProcess.value, digitised.value]).toEqual([0.6, 0.25, 0.7]);
  });

  test('without a level told there is no share of full process', () => {
    const rows = [aRow('record.submitted', 10), aRow('record.submitted', 6, 6, 'channel=online')];
    expect(summariseRecords([], aMoment(aScreen([], rows))).fullProcess).toEqual(absent('never'));
  });
});
