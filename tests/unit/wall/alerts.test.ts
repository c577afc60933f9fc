import { describe, expect, test } from 'vitest';
import { emptyScreenState, type ScreenState } from '../../../display/src/lib/feed/screen-state.ts';
import { forgetOver } from '../../../display/src/lib/feed/forget-over.ts';
import { callsOut } from '../../../display/src/lib/panels/alerts/calls-out.ts';
import { summariseAlerts } from '../../../display/src/lib/panels/alerts/summarise-alerts.ts';
import type { AlertView, IncidentView } from '../../../shared/wire/duty.ts';
import { anAlert, anIncident, minutesAgo, nowMs } from '../duty-desk/some-rows.ts';

function told(alerts: readonly AlertView[], incidents: readonly IncidentView[] = []): ScreenState {
  const state = emptyScreenState();
  state.positions.alerts = { epoch: 'duty', offset: 1 };
  for (const alert of alerts) state.alerts.set(alert.id, alert);
  for (const incident of incidents) state.incidents.set(incident.id, incident);
  return state;
}

const now = { nowMs, judgedAgeS: 1, wasFlood: false };

describe('the line “is anything wrong?”', () => {
  test('counts by priority what the desk has to do: incidents and lone alerts, not what is over or kept quiet', () => {
    const acknowledgement = { by: 'account:lan', at: minutesAgo(1), until: minutesAgo(-30) };
    const state = told(
      [
        anAlert(1, { priority: 'P1' }),
        anAlert(2, { priority: 'P3', acknowledgement }),
        anAlert(3, { priority: 'P3', closedAt: minutesAgo(2) }),
        anAlert(4, { priority: 'P2', silencing: { kind: 'maintenance', id: 1, until: null } }),
      ],
      [anIncident(5, { priority: 'P2', state: 'in_progress' }), anIncident(6, { priority: 'P2', state: 'resolved' })],
    );
    const summary = summariseAlerts(state, now);
    expect(summary.counts).toEqual([
      { priority: 'P1', open: 1, unacknowledged: 1 },
      { priority: 'P2', open: 1, unacknowledged: 0 },
      { priority: 'P3', open: 1, unacknowledged: 0 },
    ]);
    expect([summary.quiet, summary.doubt]).toEqual([1, null]);
    expect(summary.matters.map(({ key }) => key)).toEqual(['a1', 'i5', 'a2']);
  });

  test('tells an exercise apart from what is real: last, in no count, and nothing calls out for it', () => {
    const exercise = anIncident(5, { priority: 'P1', isExercise: true });
    const summary = summariseAlerts(told([anAlert(1)], [exercise]), now);
    expect(summary.counts.map(({ open, unacknowledged }) => [open, unacknowledged])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [1, 1],
      ],
    ]);
    expect(summary.exercises).toBe(1);
    expect(summary.matters.map(({ key, isExercise }) => [key, isExercise])).toEqual([
      ['a1', false],
      ['i5', true],
    ]);
    expect(summary.matters.some(callsOut)).toBe(false);
    expect(summariseAlerts(told([], [anIncident(5, { priority: 'P1' })]), now).matters.map(callsOut)).toEqual([true]);
  });

  test('is to a drill’s own world what it is to the live one, and marks all there as exercises', () => {
    const world = 'drill:thu';
    const drill = anIncident(5, { world, priority: 'P1', isExercise: true });
    const summary = summariseAlerts(told([anAlert(1, { world })], [drill]), now);
    expect(summary.counts[0]).toEqual({ priority: 'P1', open: 1, unacknowledged: 1 });
    expect([summary.exercises, summary.matters.map(callsOut)]).toEqual([0, [true, false]]);
    expect(summary.matters.every(({ isExercise }) => isExercise)).toBe(true);
  });

  test('never says that all is quiet where nobody knows', () => {
    expect(summariseAlerts(emptyScreenState(), now).doubt).toBe('not-told');
    expect(summariseAlerts(told([]), { ...now, judgedAgeS: null }).doubt).toBe('silent');
    expect(summariseAlerts(told([]), { ...now, judgedAgeS: 11 }).doubt).toBe('silent');
    expect(summariseAlerts(told([]), now).doubt).toBeNull();
  });

  test('holds no name of a person', () => {
    const acknowledgement = { by: 'account:lan', at: minutesAgo(1), until: minutesAgo(-30) };
    const state = told([anAlert(1, { acknowledgement })], [anIncident(2, { owner: 'account:minh' })]);
    expect(JSON.stringify(summariseAlerts(state, now))).not.toMatch(/lan|minh/);
  });

  test('tells where an incident is, what follows, and where it began', () => {
    const state = told(
      [
        anAlert(1, { incident: 9, labels: { unit: '00004' } }),
        anAlert(2, { incident: 9, labels: { asset: 'K7', unit: '00008' } }),
      ],
      [anIncident(9, { cause: { alert: 1, text: { vi: 'Mất điện', en: 'Power cut' } } })],
    );
    const [matter] = summariseAlerts(state, now).matters;
    expect(matter?.trace).toEqual({ units: ['00004', '00008'], assets: ['K7'], cause: '00004' });
    expect(summariseAlerts(told([anAlert(3)]), now).matters[0]?.trace).toEqual({
      ...{ units: ['00004'], assets: ['K3'], cause: null },
    });
  });

  test('tells a flood', () => {
    const many = Array.from({ length: 12 }, (_, id) => anAlert(id + 1, { openedAt: minutesAgo(3) }));
    expect(summariseAlerts(told(many), now).flood).toEqual({ isFlood: true, inTenMinutes: 12 });
  });
});

test('what was over long ago is forgotten, what is open never', () => {
  const state = told(
    [anAlert(1, { closedAt: minutesAgo(90) }), anAlert(2, { closedAt: minutesAgo(10) }), anAlert(3)],
    [anIncident(4, { state: 'closed', resolvedAt: minutesAgo(90) }), anIncident(5, { occurredAt: minutesAgo(900) })],
  );
  forgetOver(state, nowMs);
  expect([[...state.alerts.keys()], [...state.incidents.keys()]]).toEqual([[2, 3], [5]]);
});
