import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callingOf, newsOf } from '../../../display/src/lib/duty/announce.ts';
import { emptyList, holdOrder } from '../../../display/src/lib/duty/queue/hold-order.ts';
import { orderRows } from '../../../display/src/lib/duty/queue/order-rows.ts';
import { buildRows, quietAlerts } from '../../../display/src/lib/duty/queue/queue-row.ts';
import { searchRows } from '../../../display/src/lib/duty/queue/search-rows.ts';
import { symptomsOf } from '../../../display/src/lib/duty/queue/symptoms-of.ts';
import { anAlert, anIncident, minutesAgo } from './some-rows.ts';

const keysOf = (rows: readonly { key: string }[]): string[] => rows.map(({ key }) => key);
const ordered = (...[incidents, alerts = []]: Parameters<typeof buildRows> | [Parameters<typeof buildRows>[0]]) =>
  orderRows(buildRows(incidents, alerts));

describe('the order of the queue', () => {
  test('is by priority, then what nobody has, then what has waited longest; what is done is last', () => {
    const rows = ordered(
      [
        anIncident(1, { priority: 'P2', state: 'acknowledged', owner: 'account:lan' }),
        anIncident(2, { priority: 'P2' }),
        anIncident(3, { priority: 'P2', occurredAt: minutesAgo(90) }),
        anIncident(4, { priority: 'P1', state: 'in_progress', owner: 'account:lan' }),
        anIncident(5, { priority: 'P1', state: 'resolved' }),
      ],
      [anAlert(6, { priority: 'P1' }), anAlert(7)],
    );
    expect(keysOf(rows)).toEqual(['a6', 'i4', 'i3', 'i2', 'i1', 'a7', 'i5']);
  });

  test('is the same whatever order the feed brought', () => {
    const incidents = [1, 2, 3, 4, 5, 6].map((id) => anIncident(id, { occurredAt: minutesAgo(5), priority: 'P3' }));
    const expected = keysOf(ordered(incidents));
    fc.assert(
      fc.property(fc.shuffledSubarray(incidents, { minLength: 6 }), (shuffled) => {
        expect(keysOf(ordered(shuffled))).toEqual(expected);
      }),
    );
  });
});

describe('a row', () => {
  test('holds its alerts: the cause first, what it explains last, what is over at the end', () => {
    const cause = anAlert(3, { incident: 9, rule: 'ward-kiosks-dark', priority: 'P2' });
    const row = buildRows(
      [anIncident(9, { cause: { alert: 3, text: { vi: 'mất điện', en: 'power cut' } } })],
      [
        anAlert(1, { incident: 9, suppression: { why: 'inhibited', by: 'ward-kiosks-dark/00004#3' } }),
        anAlert(2, { incident: 9, closedAt: minutesAgo(1), condition: 'normal' }),
        cause,
        anAlert(4, { incident: 9, suppression: { why: 'inhibited', by: 'ward-kiosks-dark/00004#3' } }),
        anAlert(5, { incident: 9, rule: 'long-wait', priority: 'P2' }),
      ],
    )[0];
    expect(row?.lead).toBe(cause);
    expect(row?.alerts.map(({ id }) => id)).toEqual([3, 5, 4, 1, 2]);
    expect(row && symptomsOf(row).map(({ rule, alerts }) => [rule, alerts])).toEqual([
      ['kiosk-silent', 2],
      ['long-wait', 1],
    ]);
  });

  test('is unknown, never over, where there is no data', () => {
    const [row] = buildRows([anIncident(9)], [anAlert(1, { incident: 9, condition: 'no_data' })]);
    expect(row).toMatchObject({ isUnknown: true, isDone: false });
  });

  test('all of whose alerts are silenced is listed, and calls nobody; one that was raised calls though somebody has it', () => {
    const [quiet] = buildRows([anIncident(9, { isQuiet: true })], []);
    expect(quiet).toMatchObject({ isQuiet: true, isUnacknowledged: false, isDone: false });
    const state = { state: 'waiting', owner: 'account:lan', raisedAt: minutesAgo(1) } as const;
    expect(buildRows([anIncident(9, state)], [])[0]).toMatchObject({ isQuiet: false, isUnacknowledged: true });
    expect(buildRows([anIncident(9, { ...state, isQuiet: true })], [])[0]?.isUnacknowledged).toBe(false);
  });

  test('calls as the graver alert that came into it, in the place its own priority gives it', () => {
    const rowsOf = (callsAt: 'P1' | 'P2') => buildRows([anIncident(9, { priority: 'P2', callsAt })], []);
    const [row] = rowsOf('P1');
    expect(row).toMatchObject({ priority: 'P2', callsAt: 'P1', isUnacknowledged: true });
    const { urgent, high } = newsOf(rowsOf('P1'), callingOf(rowsOf('P2')));
    expect([urgent.length, high.length]).toEqual([1, 0]);
    expect(newsOf(rowsOf('P1'), callingOf(rowsOf('P1'))).urgent).toEqual([]);
  });

  test('an alert that is kept quiet is no row, and is not hidden', () => {
    const alerts = [
      anAlert(1, { suppression: { why: 'closed_hours' } }),
      anAlert(2, { silencing: { kind: 'shelved', id: 1, until: minutesAgo(-60), by: 'account:lan' } }),
      anAlert(3, { closedAt: minutesAgo(1), condition: 'normal' }),
      anAlert(4, { acknowledgement: { by: 'account:lan', at: minutesAgo(2), until: minutesAgo(-28) } }),
    ];
    expect(keysOf(buildRows([], alerts))).toEqual(['a4']);
    expect(quietAlerts(alerts).map(({ id }) => id)).toEqual([2, 1]);
  });

  test('an alert of a merged or closed incident is not shown twice', () => {
    expect(buildRows([anIncident(9, { state: 'closed' })], [anAlert(1, { incident: 9 })])).toEqual([]);
  });
});

describe('a list that is held', () => {
  const before = holdOrder(emptyList, ordered([anIncident(1), anIncident(2), anIncident(3)]), false);

  test('shows the newest of each matter in its old place, and keeps what has left', () => {
    const fresh = ordered([
      anIncident(1, { state: 'acknowledged', owner: 'account:lan' }),
      anIncident(3),
      anIncident(4, { priority: 'P1' }),
      anIncident(5, { priority: 'P3' }),
    ]);
    const held = holdOrder(before, fresh, true);
    expect(keysOf(held.rows)).toEqual(keysOf(before.rows));
    expect(held.rows.find(({ key }) => key === 'i1')?.isUnacknowledged).toBe(false);
    expect(held).toMatchObject({ gone: new Set(['i2']), waiting: 2, isStale: true, worstWaiting: 'P1' });
    expect(keysOf(holdOrder(held, fresh, false).rows)).toEqual(['i4', 'i3', 'i1', 'i5']);
  });

  test('never moves a row, whatever comes', () => {
    const some = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 12 });
    const priority = fc.constantFrom('P1' as const, 'P2' as const, 'P3' as const);
    fc.assert(
      fc.property(some, fc.array(fc.tuple(some, priority), { maxLength: 8 }), (first, later) => {
        let list = holdOrder(emptyList, ordered(first.map((id) => anIncident(id))), false);
        const places = keysOf(list.rows);
        for (const [ids, now] of later) {
          const fresh = ordered(ids.map((id) => anIncident(id, { priority: now })));
          list = holdOrder(list, fresh, true);
          if (places.length === 0) return;
          expect(keysOf(list.rows)).toEqual(places);
          expect(list.rows.length - list.gone.size + list.waiting).toBe(fresh.length);
        }
      }),
    );
  });
});

test('search finds by number, name, place and owner, without marks', () => {
  const rows = ordered([
    anIncident(1, { title: { vi: 'Kiosk Hoàn Kiếm mất điện', en: 'x' } }),
    anIncident(2, { units: ['00070'], state: 'acknowledged', owner: 'account:lan' }),
  ]);
  const nameOf = (code: string): string => (code === '00070' ? 'Phường Hoàn Kiếm' : code);
  expect(keysOf(searchRows(rows, 'hoan kiem', nameOf))).toEqual(['i1', 'i2']);
  expect(keysOf(searchRows(rows, 'LAN', nameOf))).toEqual(['i2']);
  expect(keysOf(searchRows(rows, 'sc-1 điện', nameOf))).toEqual(['i1']);
  expect(searchRows(rows, 'đỗ xe', nameOf)).toEqual([]);
});

test('news are P1 and P2 that call anew; the first look is none', () => {
  const rows = ordered([anIncident(1, { priority: 'P1' }), anIncident(2), anIncident(3, { state: 'acknowledged' })]);
  expect(newsOf(rows, null)).toEqual({ urgent: [], high: [] });
  const news = newsOf(rows, callingOf([]));
  expect([keysOf(news.urgent), keysOf(news.high)]).toEqual([['i1'], ['i2']]);
  expect(newsOf(rows, callingOf(rows))).toEqual({ urgent: [], high: [] });
  const taken = ordered([anIncident(1, { state: 'acknowledged' })]);
  const raised = ordered([anIncident(1, { state: 'acknowledged', priority: 'P1', raisedAt: minutesAgo(1) })]);
  expect(keysOf(newsOf(raised, callingOf(taken)).urgent)).toEqual(['i1']);
  expect(newsOf(raised, callingOf(raised)).urgent).toEqual([]);
  const again = ordered([anIncident(1, { state: 'acknowledged', priority: 'P1', raisedAt: minutesAgo(0) })]);
  expect(keysOf(newsOf(again, callingOf(raised)).urgent)).toEqual(['i1']);
  expect(keysOf(newsOf(ordered([anIncident(2, { priority: 'P1' })]), callingOf(rows)).urgent)).toEqual(['i2']);
  expect(newsOf(ordered([anIncident(1, { priority: 'P2' })]), callingOf(rows)).high).toEqual([]);
});
