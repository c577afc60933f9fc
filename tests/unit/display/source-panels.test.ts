import { describe, expect, test } from 'vitest';
import type { CitySystem } from '../../../display/src/lib/city/city-view.ts';
import { absent } from '../../../display/src/lib/panels/figure.ts';
import { summariseFeedback } from '../../../display/src/lib/panels/summarise-feedback.ts';
import { summariseReports } from '../../../display/src/lib/panels/summarise-reports.ts';
import { summariseStaff } from '../../../display/src/lib/panels/summarise-staff.ts';
import { summariseSystems } from '../../../display/src/lib/panels/summarise-systems.ts';
import { aMoment, aRow, aScreen, aView, dayStartMs, nowMs, someAssets } from './a-screen.ts';

const time = new Date(nowMs - 5_000).toISOString();
const yesterday = new Date(dayStartMs - 3_600_000).toISOString();
const inHours = (hours: number): string => new Date(nowMs + hours * 3_600_000).toISOString();

describe('citizens’ reports', () => {
  const places = [{ code: 'P1' }, { code: 'H1' }];
  const filed = { report: { value: { what: 'filed', channel: 'qr' }, time } };
  const openReports = (dueAt: (string | null)[], count = dueAt.length) => ({
    fields: filed,
    open: { report: { count, items: dueAt.map((due, at) => ({ key: `r${at}`, since: time, value: { dueAt: due } })) } },
  });

  test('are open wherever they are held, overdue once their due time has passed', () => {
    const state = aScreen([
      aView('P1', 5, openReports([inHours(-1), inHours(2), null])),
      aView('H1', 5, openReports([inHours(-30)])),
    ]);
    expect(summariseReports(places, aMoment(state))).toEqual({
      open: { value: 4, asOfMs: nowMs - 5_000 },
      overdue: { value: 2, asOfMs: nowMs - 5_000 },
      ...{ overdueAtLeast: false, heardToday: 2, asOfMs: nowMs - 5_000 },
    });
  });

  test('where more are open than a view shows, its due times tell', () => {
    const due = [[inHours(-2), 30] as const, [inHours(-1), 1] as const, [inHours(1), 100] as const];
    const view = { fields: filed, open: { report: { count: 400, items: [], due } } };
    const summary = summariseReports(places, aMoment(aScreen([aView('H1', 5, view)])));
    expect([summary.open.value, summary.overdue.value, summary.overdueAtLeast]).toEqual([400, 31, false]);
  });

  test('when every due time told has passed there may be more', () => {
    const due = Array.from({ length: 100 }, (_, at) => [inHours(-at - 1), 1] as const);
    const view = { fields: filed, open: { report: { count: 400, items: [], due } } };
    const summary = summariseReports(places, aMoment(aScreen([aView('H1', 5, view)])));
    expect([summary.overdue.value, summary.overdueAtLeast]).toEqual([100, true]);
  });

  test('all closed is zero, none ever told is nothing, and no due times are no zero either', () => {
    const closed = aScreen([aView('H1', 5, { fields: filed })]);
    expect(summariseReports(places, aMoment(closed)).overdue.value).toBe(0);
    expect(summariseReports(places, aMoment(aScreen([aView('H1', 5)]))).open).toEqual(absent('never'));
    expect(summariseReports(places, aMoment(aScreen([aView('H1', 5, openReports([null]))]))).overdue).toEqual(
      absent('never'),
    );
    expect(summariseReports(places, aMoment(closed, { nowMs: null })).open).toEqual(absent('no-clock'));
  });
});

describe('feedback', () => {
  test('is the satisfied share of today’s, with how many gave any and where', () => {
    const view = aView('K1', 5, { fields: { feedback: { value: { score: 5, channel: 'kiosk' }, time } } });
    const summary = summariseFeedback([{ code: 'K1' }], aMoment(aScreen([view], [aRow('feedback.satisfied', 8, 6)])));
    expect([summary.satisfied.value, summary.given.value, summary.from]).toEqual([0.75, 8, 1]);
  });

  test('of nobody is no share', () => {
    expect(summariseFeedback([], aMoment(aScreen())).satisfied).toEqual(absent('never'));
  });
});

describe('staff', () => {
  const [p1, p2] = someAssets('point', 'P1', 'P2').map((point) => ({ ...point, staff: 10, placeholder: false }));
  const points = [p1, p2].flatMap((point) => point ?? []);
  const onDuty = (role: string, present: number, at = time) => ({
    [`staff.${role}`]: { value: { present }, time: at },
  });

  test('on duty stand against the establishment of the same places; helpers fill no place of it', () => {
    const state = aScreen([
      aView('P1', 5, { fields: { ...onDuty('officer', 6), ...onDuty('transferred', 2), ...onDuty('lawyer', 1) } }),
    ]);
    expect(summariseStaff(points, aMoment(state))).toEqual({
      present: { value: 8, asOfMs: nowMs - 5_000 },
      established: { people: 10, placeholder: false },
      from: 1,
    });
  });

  test('of another day are too old', () => {
    const state = aScreen([aView('P1', 5, { fields: onDuty('officer', 6, yesterday) })]);
    expect(summariseStaff(points, aMoment(state)).present).toEqual(absent('old'));
  });

  test('an establishment that is not known everywhere is not shown, one worked out says so', () => {
    const state = aScreen([aView('P1', 5, { fields: onDuty('officer', 6) })]);
    expect(summariseStaff(someAssets('point', 'P1'), aMoment(state)).established).toBeNull();
    const guessed = points.map((point) => ({ ...point, placeholder: true }));
    expect(summariseStaff(guessed, aMoment(state)).established).toEqual({ people: 10, placeholder: true });
  });
});

describe('connected systems', () => {
  const system = (code: string, expectedIntervalS = 60): CitySystem => {
    return { code, name: code, nameEn: code, kind: 'portal', expectedIntervalS };
  };
  const checked = (code: string, value: Record<string, boolean | number | null>, ageS = 5) =>
    aView(code, 1, { fields: { link: { value, time: new Date(nowMs - ageS * 1000).toISOString() } } });

  test.each([
    ['up', { ok: true, latencyMs: 2_999, lagS: 899 }, 5],
    ['slow', { ok: true, latencyMs: 3_000, lagS: null }, 5],
    ['slow', { ok: true, latencyMs: null, lagS: 900 }, 5],
    ['down', { ok: false, latencyMs: null, lagS: null }, 5],
    ['stale', { ok: true, latencyMs: 10, lagS: null }, 181],
  ] as const)('are %s', (state, value, ageS) => {
    const [line] = summariseSystems([system('S')], aMoment(aScreen([checked('S', value, ageS)]))).lines;
    expect(line?.state).toBe(state);
  });

  test('never checked are unknown, whatever else passes through them; each by its own interval', () => {
    const document = aView('S1', 1, { fields: { document: { value: { direction: 'in' }, time } } });
    const slowlyChecked = checked('S2', { ok: true }, 400);
    const summary = summariseSystems([system('S1'), system('S2', 300)], aMoment(aScreen([document, slowlyChecked])));
    expect(summary.lines.map(({ state }) => state)).toEqual(['unknown', 'up']);
    expect([summary.reporting, summary.asOfMs]).toEqual([1, nowMs - 400_000]);
  });
});
