import { describe, expect, it } from 'vitest';
import { percentChange, noteMinute, neverFlapped, flapThresholds } from '#shared/rules/flapping.ts';
import { advance, atRest, isOpen, type Progress, type Reading, type Timing } from '#shared/rules/progress.ts';
import { explains, noteOpening } from '#shared/rules/suppression.ts';
import { city, evaluatorOf, judgeAll, row, rulesOf, short, startMs, tick, ticks, view, views } from './rule-events.ts';

/** How a rule stands after readings ten seconds apart. */
function after(readings: readonly Reading[], timing: Partial<Timing> = {}): string {
  const full: Timing = { forS: 0, keepFiringS: 0, noDataAfterS: undefined, ...timing };
  let progress: Progress = atRest;
  for (const [at, reading] of readings.entries()) progress = advance(progress, reading, at * 10_000, full);
  return progress.condition;
}
const times = (reading: Reading, count: number): Reading[] => Array.from({ length: count }, () => reading);
const says = (rules: readonly object[], inputs: Parameters<typeof judgeAll>[1]): string[] =>
  judgeAll(evaluatorOf(rulesOf(...rules)), inputs).map(short);

const down = { scope: { kind: 'system' }, when: { kind: 'state', field: 'link', path: 'ok', op: '=', value: false } };
const silent = { scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 3 } };
const labels = { asset: 'K1', unit: 'U1' };
const [cause, symptom, both] = rulesOf(
  { id: 'cause', ...silent, causes: [{ rule: 'symptom', equal: ['unit'] }] },
  { id: 'symptom', ...silent },
  { id: 'both', ...silent },
);
if (!cause || !symptom || !both) throw new Error('three rules are made above');
const bit = (age: number): number => 2 ** age;

/** What others document, whose it is, and what we do: `same`, or why not. */
const cases: readonly {
  theirs: string;
  source: string;
  ours: string;
  got: () => unknown;
  want: unknown;
}[] = [
  {
    theirs: 'without "for" an alert fires at the first evaluation',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach']),
    want: 'firing',
  },
  {
    theirs: 'with "for" it is pending at first',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach'], { forS: 20 }),
    want: 'pending',
  },
  {
    theirs: 'it fires once the condition held for "for"',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(times('breach', 3), { forS: 20 }),
    want: 'firing',
  },
  {
    theirs: 'one miss resets "for"',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach', 'breach', 'clear', 'breach', 'breach'], { forS: 20 }),
    want: 'pending',
  },
  {
    theirs: 'an absent sample resets "for"',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach', 'breach', 'unknown', 'breach', 'breach'], { forS: 20 }),
    want: 'pending',
  },
  {
    theirs: 'keep_firing_for keeps it after the last breach',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach', 'clear', 'clear'], { keepFiringS: 20 }),
    want: 'recovering',
  },
  {
    theirs: 'keep_firing_for over: resolved',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach', ...times('clear', 3)], { keepFiringS: 20 }),
    want: 'normal',
  },
  {
    theirs: 'a breach while it is kept starts keeping anew',
    source: 'Prometheus alerting rules',
    ours: 'same',
    got: () => after(['breach', 'clear', 'breach', 'clear', 'clear'], { keepFiringS: 20 }),
    want: 'recovering',
  },
  {
    theirs: 'a series that vanishes resolves its alert',
    source: 'Prometheus, staleness',
    ours: 'different: a vanished source never resolves itself',
    got: () => after(['breach', ...times('unknown', 30)]),
    want: 'firing',
  },
  {
    theirs: 'a missing series is evicted after two evaluations',
    source: 'Grafana stale alert instances',
    ours: 'different: it becomes no_data and stays',
    got: () => after(['breach', ...times('unknown', 100)]),
    want: 'no_data',
  },
  {
    theirs: 'no data is a state of its own',
    source: 'Grafana no data and error states',
    ours: 'same',
    got: () => after(times('unknown', 4), { noDataAfterS: 30 }),
    want: 'no_data',
  },
  {
    theirs: 'no data may be configured to be Normal',
    source: 'Grafana no data and error states',
    ours: 'different: without noDataAfterS nothing opens, but nothing is called well',
    got: () => after(times('unknown', 90)),
    want: 'normal',
  },
  {
    theirs: 'an evaluation error honours the pending period',
    source: 'Grafana no data and error states',
    ours: 'same',
    got: () => [after(['error'], { forS: 20 }), after(times('error', 3), { forS: 20 })],
    want: ['normal', 'error'],
  },
  {
    theirs: 'data that come back end no-data',
    source: 'Grafana no data and error states',
    ours: 'same',
    got: () => after([...times('unknown', 4), 'clear'], { noDataAfterS: 30 }),
    want: 'normal',
  },
  {
    theirs: 'between problem and recovery expression a problem stays',
    source: 'Zabbix recovery expression',
    ours: 'same',
    got: () => after(['breach', 'between', 'between']),
    want: 'firing',
  },
  {
    theirs: 'between the two nothing begins',
    source: 'Zabbix recovery expression',
    ours: 'same',
    got: () => after(['between', 'between']),
    want: 'normal',
  },
  {
    theirs: 'it resolves only when problem is false and recovery true',
    source: 'Zabbix recovery expression',
    ours: 'same',
    got: () => after(['breach', 'between', 'clear']),
    want: 'normal',
  },
  {
    theirs: 'an unknown expression leaves a problem as it is',
    source: 'Zabbix trigger, unknown',
    ours: 'same',
    got: () => isOpen('firing') && after(['breach', 'unknown']),
    want: 'firing',
  },
  {
    theirs: 'nodata() does not fire while the server itself was away',
    source: 'Zabbix nodata, server restart',
    ours: 'same',
    got: () => says([silent], [tick(0), views(view('K1', 0)), tick(5), tick(600), tick(610)]),
    want: [],
  },
  {
    theirs: 'a heartbeat that is missing raises an alert',
    source: 'GoAlert heartbeat monitors',
    ours: 'same',
    got: () => says([{ ...silent, scope: { kind: 'system' } }], ticks(0, 180)),
    want: ['180 rule-0/S1 firing'],
  },
  {
    theirs: 'a heartbeat that comes closes it',
    source: 'GoAlert heartbeat monitors',
    ours: 'same',
    got: () =>
      says([{ ...silent, scope: { kind: 'system' } }], [...ticks(0, 180), views(view('S1', 185)), tick(186)]).at(-1),
    want: '186 rule-0/S1 normal',
  },
  {
    theirs: 'heartbeat of at least five minutes',
    source: 'GoAlert heartbeat monitors',
    ours: 'different: intervals are those each kind promises, a minute for a kiosk',
    got: () => city.assets[0]?.intervalS,
    want: 60,
  },
  {
    theirs: 'the same dedup key adds to the open alert',
    source: 'GoAlert alert deduplication',
    ours: 'same',
    got: () =>
      says(
        [down],
        ticks(0, 60, (s) => [views(view('S1', s, { link: { ok: false } }))]),
      ).length,
    want: 1,
  },
  {
    theirs: 'a closed alert is not opened again: the next is new',
    source: 'GoAlert alert deduplication',
    ours: 'same',
    got: () =>
      new Set(
        judgeAll(
          evaluatorOf(rulesOf(down)),
          ticks(0, 30, (s) => [views(view('S1', s, { link: { ok: s % 20 >= 10 } }))]),
        )
          .filter(({ to }) => to.condition === 'firing')
          .map(({ alert }) => alert.openedSeq),
      ).size,
    want: 2,
  },
  {
    theirs: 'a source inhibits targets with equal labels',
    source: 'Alertmanager inhibit_rules',
    ours: 'same',
    got: () => explains({ rule: cause, labels }, { rule: symptom, labels: { asset: 'K2', unit: 'U1' } }),
    want: true,
  },
  {
    theirs: 'other values of an equal label: not inhibited',
    source: 'Alertmanager inhibit_rules',
    ours: 'same',
    got: () => explains({ rule: cause, labels }, { rule: symptom, labels: { asset: 'K3', unit: 'U2' } }),
    want: false,
  },
  {
    theirs: 'labels missing on both sides count as equal',
    source: 'Alertmanager inhibit_rules',
    ours: 'different: what neither has is not the same',
    got: () => explains({ rule: cause, labels: {} }, { rule: symptom, labels: {} }),
    want: false,
  },
  {
    theirs: 'an alert that matches both sides does not inhibit itself',
    source: 'Alertmanager inhibit_rules',
    ours: 'same: a rule may not name itself',
    got: () => {
      try {
        return rulesOf({ id: 'self', ...silent, causes: [{ rule: 'self' }] }).length;
      } catch {
        return 'refused';
      }
    },
    want: 'refused',
  },
  {
    theirs: 'inhibited alerts are not sent, and not shown as notified',
    source: 'Alertmanager inhibit_rules',
    ours: 'different: they open, and stand under their cause',
    got: () =>
      says(
        [
          {
            id: 'ward',
            scope: { kind: 'kiosk' },
            when: { kind: 'absence', intervals: 3, share: 0.5, per: 'unit' },
            causes: [{ rule: 'one', equal: ['unit'] }],
          },
          { id: 'one', ...silent },
        ],
        ticks(0, 180, (s) => [views(view('K3', s), view('K4', s))]),
      ),
    want: ['180 ward/U1 firing', '180 one/K1 firing (inhibited)', '180 one/K2 firing (inhibited)'],
  },
  {
    theirs: 'flapping looks at twenty changes of 21 checks, newest 1.25, oldest 0.75',
    source: 'Naemon flapping',
    ours: 'same',
    got: () => [percentChange(bit(0)), percentChange(bit(19)), percentChange(2 ** 20 - 1)],
    want: [6.25, 3.75, 100],
  },
  {
    theirs: 'it starts at the high threshold, 30 %',
    source: 'Naemon flapping',
    ours: 'same',
    got: () => [
      flapThresholds.high,
      noteMinute({ minute: 9, bits: 0b11111, isFlapping: false }, 10, true).isFlapping,
      noteMinute({ minute: 9, bits: 0b1111, isFlapping: false }, 10, true).isFlapping,
    ],
    want: [30, true, false],
  },
  {
    theirs: 'it stops below the low threshold, 20 %',
    source: 'Naemon flapping',
    ours: 'same',
    got: () => {
      let history = { minute: 0, bits: 0b11111, isFlapping: true };
      let minutes = 0;
      while (history.isFlapping) history = noteMinute(history, ++minutes, false);
      return minutes > 0 && minutes <= 20;
    },
    want: true,
  },
  {
    theirs: 'a quiet check does not make it flap',
    source: 'Naemon flapping',
    ours: 'same',
    got: () => noteMinute(neverFlapped, 5, false).isFlapping,
    want: false,
  },
  {
    theirs: 'notifications stop while it flaps',
    source: 'Naemon flapping',
    ours: 'different: one alert that says so, open until it is calm',
    got: () => {
      const all = says(
        [down],
        ticks(0, 900, (s) => [views(view('S1', s, { link: { ok: Math.floor(s / 30) % 2 === 0 } }))], 5),
      );
      return [all.some((one) => one.includes('(flapping)')), all.at(-1)?.includes('normal')];
    },
    want: [true, false],
  },
  {
    theirs: 'at most 200 unacknowledged alerts of a service',
    source: 'GoAlert limits',
    ours: 'different: by rule and ten minutes; more still open, as a storm',
    got: () =>
      [1, 2, 3].map(
        (n) =>
          noteOpening(
            Array.from({ length: n }, () => startMs),
            startMs,
            2,
          ).isStorm,
      ),
    want: [false, true, true],
  },
  {
    theirs: 'a device is offline after ten minutes',
    source: 'ThingsBoard, Traccar',
    ours: 'same, as the rule says: 10 intervals',
    got: () =>
      says([{ ...silent, scope: { kind: 'system' }, when: { kind: 'absence', intervals: 10 } }], ticks(0, 600)),
    want: ['600 rule-0/S1 firing'],
  },
  {
    theirs: 'mute timings stop notifications, not evaluation',
    source: 'Alertmanager time intervals',
    ours: 'same',
    got: () =>
      says([{ ...down, quiet: 'Mo-Su 08:00-10:00' }], [views(view('S1', 0, { link: { ok: false } })), tick(0)]),
    want: ['0 rule-0/S1 firing (closed_hours)'],
  },
  {
    theirs: 'when a mute ends, what still fires is notified',
    source: 'Alertmanager time intervals',
    ours: 'same',
    got: () =>
      says(
        [{ ...down, quiet: 'Mo-Su 08:00-09:02' }],
        ticks(0, 130, (s) => [views(view('S1', s, { link: { ok: false } }))]),
      ).at(-1),
    want: '120 rule-0/S1 firing',
  },
  {
    theirs: 'a threshold of a windowed count, over when it falls below',
    source: 'Zabbix count()',
    ours: 'same',
    got: () =>
      says(
        [
          {
            when: {
              kind: 'metric',
              metric: 'call.queued',
              windowMin: 2,
              stat: 'n',
              op: '>',
              value: 5,
              per: 'city',
              empty: 'zero',
            },
          },
        ],
        [tick(0), row(0, 'call.queued', 4), tick(10), row(60, 'call.queued', 4), ...ticks(70, 190)],
      ),
    want: ['70 rule-0/ firing', '120 rule-0/ normal'],
  },
];

describe('what others document', () => {
  it('is at least twenty-five cases', () => expect(cases.length).toBeGreaterThanOrEqual(25));

  it.each(cases)('$source: $theirs ($ours)', ({ got, want }) => expect(got()).toEqual(want));
});
