import { format, resolveConfig } from 'prettier';
import { describe, expect, it } from 'vitest';
import { isAnnounced, type Axes } from '#shared/duty/announced.ts';
import { followEscalation, startEscalation, type Standing } from '#shared/duty/escalation/escalation.ts';
import { groupAlerts, type FreshAlert } from '#shared/duty/incident/group-alerts.ts';
import type { Member } from '#shared/duty/incident/member.ts';
import { allowedFrom, type Left } from '#shared/duty/limits/contact-limits.ts';
import { layOver, type OpenAlert, type Standing as World } from '#shared/duty/lay-over.ts';
import type { MaintenanceWindow, Shelf } from '#shared/duty/silencing.ts';
import { createHours } from '#shared/rules/expected.ts';
import { alertAcknowledge, alertShelve, maintenanceSet } from '#shared/wire/alert-commands.ts';
import { chain as chainSchema } from '#shared/wire/notify-commands.ts';
import { evaluatorOf, judgeAll, rulesOf, short, ticks, view, views } from '../unit/rules/rule-events.ts';

const minuteMs = 60_000;
const hours = createHours({ specialDays: [], timeZone: 'Asia/Ho_Chi_Minh' });
/** A Monday, 09:00 in the city. */
const nowMs = Date.parse('2026-11-23T02:00:00.000Z');
const at = (min: number): string => new Date(nowMs + min * minuteMs).toISOString();

const alert: OpenAlert = {
  ...{ id: 1, rule: 'kiosk-silent', target: 'K001', labels: { asset: 'K001', unit: '00004', kind: 'kiosk' } },
  ...{ silencing: null, acknowledgement: null, isLate: false },
};
const axes: Axes = {
  condition: 'firing',
  suppression: { why: 'none' },
  silencing: null,
  acknowledgement: null,
  isLate: false,
};
const shelf: Shelf = {
  ...{ id: 7, rule: 'kiosk-silent', target: 'K001', by: 'an', until: at(60), oneShot: false, hasSilenced: false },
};
const window: MaintenanceWindow = { id: 9, scope: {}, from: at(-10), to: at(50), weekly: null };
const laid = (over: Partial<World>) =>
  layOver({ nowMs, isLate: false, alerts: [alert], shelves: [], windows: [], ...over }, hours);
const silencedBy = (over: Partial<World>): string | null =>
  laid(over).alerts[0]?.silencing?.after?.kind ?? alert.silencing?.kind ?? null;

const chain = chainSchema.parse({
  ...{
    id: 'truc',
    nameVi: 'Trực',
    nameEn: 'Duty',
    priorities: ['P1'],
    owners: [],
    hours: '24/7',
    rounds: 1,
    progressMin: 30,
  },
  steps: [
    { afterMin: 0, tell: [{ kind: 'contact', contact: 'truc1' }] },
    { afterMin: 10, tell: [{ kind: 'contact', contact: 'truc2' }] },
  ],
});
const nobody: Standing = { isOver: false, takenUntilMs: null, isWaiting: false, progressMs: null };
/** Minutes at which somebody is called, in two hours, while `standing` says how it stands. */
function calls(standing: (min: number) => Standing): string[] {
  const called: string[] = [];
  let escalation = startEscalation(chain, { nowMs, openFrom: (ms) => ms });
  for (let min = 0; min <= 120; min += 1) {
    for (;;) {
      const clock = { nowMs: nowMs + min * minuteMs, openFrom: (ms: number) => ms };
      const followed = followEscalation(escalation, chain, standing(min), clock);
      escalation = followed.escalation;
      if (!followed.due) break;
      called.push(`${min}: step ${followed.due.step}`);
    }
  }
  return called;
}

const sms = (atMin: number, grade: Left['grade'] = 'alert'): Left => ({
  channel: 'sms',
  grade,
  atMs: nowMs + atMin * minuteMs,
});
const waitMin = (left: readonly Left[], grade: Left['grade'] = 'alert', channel: Left['channel'] = 'sms'): number =>
  (allowedFrom({ channel, grade }, { left, leftByAll: left, nowMs }) - nowMs) / minuteMs;

const member = (id: number, over: Partial<Member> = {}): Member => ({
  ...{ id, rule: { id: 'kiosk-silent', causes: [], labels: [] }, name: { vi: 'a', en: 'a' }, target: `K${id}` },
  ...{ labels: { asset: `K${id}`, unit: '00004', kind: 'kiosk' }, priority: 'P3', channel: 'kiosk' },
  ...{ sinceMs: nowMs, openedMs: nowMs, closedMs: null, about: [] },
  ...over,
});
const incidentsOf = (fresh: readonly FreshAlert[]): number =>
  groupAlerts(fresh, [], {
    near: () => false,
    newId: (() => {
      let id = 0;
      return () => (id += 1);
    })(),
  }).groups.length;
const announced = (one: Member): FreshAlert => ({ member: one, isAnnounced: true, explainedBy: null });

const silent = { scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 3 } };
const says = (rules: readonly object[], inputs: Parameters<typeof judgeAll>[1]): string[] =>
  judgeAll(evaluatorOf(rulesOf(...rules)), inputs).map(short);
const battery = (value: number) => (s: number) => [views(view('S1', s, { link: { level: value } }))];

/** What others document, and what we do: `same`, or how it differs and why. */
const cases: readonly {
  about: string;
  source: string;
  theirs: string;
  ours: string;
  got: () => unknown;
  want: unknown;
}[] = [
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence stops notifications; the alert itself goes on',
    got: () => [
      silencedBy({ shelves: [shelf] }),
      isAnnounced({ ...axes, silencing: { kind: 'shelved', id: 7, until: at(60), by: 'an' } }),
    ],
    want: ['shelved', false],
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence matches by labels: another alert is not touched',
    got: () => silencedBy({ shelves: [{ ...shelf, target: 'K002' }] }),
    want: null,
  },
  {
    ...{
      about: 'silence',
      source: 'Alertmanager, silences',
      ours: 'same: a rule without a target is shelved everywhere',
    },
    theirs: 'a silence with fewer matchers covers more',
    got: () => silencedBy({ shelves: [{ ...shelf, target: null }] }),
    want: 'shelved',
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences', ours: 'same' },
    theirs: 'a silence ends at its end by itself',
    got: () => laid({ shelves: [{ ...shelf, until: at(0) }] }).shelvesEnded,
    want: [7],
  },
  {
    ...{ about: 'silence', source: 'Alertmanager, silences' },
    ours: 'different: a shift at most; who needs more must look again',
    theirs: 'a silence may last for any time',
    got: () => alertShelve.safeParse({ rule: 'a', target: null, reason: 'x', forS: 8 * 3_600 + 1 }).success,
    want: false,
  },
  {
    ...{ about: 'silence', source: 'Alertmanager issue 3367' },
    ours: 'different: it is announced the moment the silence ends',
    theirs: 'an alert that fires when its silence ends waits for the next repeat_interval',
    got: () =>
      laid({ alerts: [{ ...alert, silencing: { kind: 'shelved', id: 7, until: at(0), by: 'an' } }] }).alerts[0]
        ?.silencing?.after,
    want: null,
  },
  {
    ...{ about: 'silence', source: 'OPC UA Part 9, OneShotShelve', ours: 'same' },
    theirs: 'a one-shot shelf ends when the alarm returns to normal',
    got: () => laid({ alerts: [], shelves: [{ ...shelf, oneShot: true, hasSilenced: true }] }).shelvesEnded,
    want: [7],
  },
  {
    ...{ about: 'silence', source: 'Zabbix 6.2, manual suppression', ours: 'same' },
    theirs: 'a problem may be suppressed by hand until a time',
    got: () => laid({ shelves: [shelf] }).alerts[0]?.silencing?.after,
    want: { kind: 'shelved', id: 7, until: at(60), by: 'an' },
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, maintenance with data collection', ours: 'same' },
    theirs: 'problems in maintenance are found and suppressed',
    got: () => silencedBy({ windows: [window] }),
    want: 'maintenance',
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, maintenance without data collection' },
    ours: 'different: what comes is always taken in and judged; only calling stops',
    theirs: 'data of a host in maintenance may be left uncollected',
    got: () => maintenanceSet.safeParse({ scope: {}, from: at(0), to: at(1), reason: 'x', withoutData: true }).success,
    want: false,
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, one-time maintenance period', ours: 'same' },
    theirs: 'a period that has not begun suppresses nothing',
    got: () => silencedBy({ windows: [{ ...window, from: at(1) }] }),
    want: null,
  },
  {
    ...{ about: 'maintenance', source: 'Zabbix, weekly maintenance period', ours: 'same' },
    theirs: 'a weekly period is on in its hours only',
    got: () => [
      silencedBy({ windows: [{ ...window, weekly: 'Mo 08:00-10:00' }] }),
      silencedBy({ windows: [{ ...window, weekly: 'Tu 08:00-10:00' }] }),
    ],
    want: ['maintenance', null],
  },
  {
    ...{ about: 'maintenance', source: 'GoAlert, service maintenance mode' },
    ours: 'different: up to a year, because road works and moves last; it is listed as long as it is on',
    theirs: 'maintenance of a service ends by itself within 24 hours',
    got: () => [
      laid({ windows: [{ ...window, to: at(0) }] }).windowsEnded,
      maintenanceSet.safeParse({ scope: {}, from: at(0), to: at(30 * 1_440), reason: 'x' }).success,
    ],
    want: [[9], true],
  },
  {
    ...{ about: 'maintenance', source: 'Alertmanager, mute_time_intervals', ours: 'same' },
    theirs: 'in a mute time an alert is active and not notified',
    got: () => isAnnounced({ ...axes, silencing: { kind: 'maintenance', id: 9, until: null } }),
    want: false,
  },
  {
    ...{ about: 'inhibition', source: 'Alertmanager, inhibit_rules', ours: 'same' },
    theirs: 'an inhibited alert is not notified',
    got: () => isAnnounced({ ...axes, suppression: { why: 'inhibited', by: 'ward-dark/00004#5' } }),
    want: false,
  },
  {
    ...{ about: 'inhibition', source: 'Alertmanager, inhibit_rules' },
    ours: 'different: an explained alert goes into the incident of its cause, where it is seen',
    theirs: 'an inhibited alert is left out',
    got: () =>
      incidentsOf([
        announced(
          member(1, { rule: { id: 'ward-dark', causes: [{ rule: 'kiosk-silent', equal: ['unit'] }], labels: [] } }),
        ),
        { member: member(2), isAnnounced: false, explainedBy: 1 },
      ]),
    want: 1,
  },
  {
    ...{ about: 'inhibition', source: 'Zabbix, trigger dependencies' },
    ours: 'different: it opens and stands under its cause, so that nothing is unknown when the cause ends',
    theirs: 'a trigger that depends on one in problem does not change',
    got: () =>
      says(
        [
          { id: 'cause', ...silent, scope: { kind: 'kiosk' }, causes: [{ rule: 'symptom', equal: ['asset'] }] },
          { id: 'symptom', ...silent },
        ],
        [
          views(view('K1', 0), view('K2', 0), view('K3', 0), view('K4', 0)),
          ...ticks(0, 200, (s) => [views(view('K2', s), view('K3', s), view('K4', s))], 10),
        ],
      ),
    want: ['180 cause/K1 firing', '180 symptom/K1 firing (inhibited)'],
  },
  {
    ...{ about: 'hysteresis', source: 'Zabbix, recovery expression', ours: 'same' },
    theirs: 'a problem above 90 with recovery below 80 stays at 85',
    got: () =>
      says(
        [
          {
            scope: { kind: 'system' },
            when: { kind: 'state', field: 'link', path: 'level', op: '>', value: 90 },
            close: { kind: 'state', field: 'link', path: 'level', op: '<', value: 80 },
          },
        ],
        [...ticks(0, 10, battery(95), 10), ...ticks(20, 60, battery(85), 10), ...ticks(70, 70, battery(75), 10)],
      ),
    want: ['0 rule-0/S1 firing', '70 rule-0/S1 normal'],
  },
  {
    ...{ about: 'grouping', source: 'Alertmanager, group_by' },
    ours: 'different: alerts of one rule in one place are one incident without being told by which labels',
    theirs: 'alerts with equal group_by labels are one notification',
    got: () => incidentsOf([1, 2, 3].map((id) => announced(member(id)))),
    want: 1,
  },
  {
    ...{ about: 'grouping', source: 'Alertmanager, group_by', ours: 'same' },
    theirs: 'alerts of other groups are notified apart',
    got: () =>
      incidentsOf([
        announced(member(1)),
        announced(
          member(2, {
            rule: { id: 'parking-silent', causes: [], labels: [] },
            labels: { asset: 'B2', unit: '00070', kind: 'parking' },
            channel: 'parking',
            sinceMs: nowMs + 40 * minuteMs,
          }),
        ),
      ]),
    want: 2,
  },
  {
    ...{ about: 'grouping', source: 'Alertmanager, group_wait', ours: 'same in effect: one commit is one group' },
    theirs: 'sixty alerts that fire together are one notification',
    got: () => incidentsOf(Array.from({ length: 60 }, (_, id) => announced(member(id + 1)))),
    want: 1,
  },
  {
    ...{ about: 'grouping', source: 'Alertmanager, resolved in group_wait', ours: 'same: what is over calls nobody' },
    theirs: 'what is resolved before it was notified is never sent',
    got: () => isAnnounced({ ...axes, condition: 'normal' }),
    want: false,
  },
  {
    ...{ about: 'acknowledgement', source: 'Zabbix, acknowledgement' },
    ours: 'different: it ends and comes back; who has it must say so again',
    theirs: 'an acknowledged problem stays acknowledged',
    got: () =>
      laid({ alerts: [{ ...alert, acknowledgement: { by: 'an', at: at(-30), until: at(0) } }] }).alerts[0]?.expired,
    want: 'an',
  },
  {
    ...{ about: 'acknowledgement', source: 'GoAlert, acknowledging', ours: 'same' },
    theirs: 'an acknowledged alert is not notified any more, and is not closed',
    got: () => [isAnnounced({ ...axes, acknowledgement: { by: 'an', at: at(0), until: at(30) } }), laid({}).alerts],
    want: [false, []],
  },
  {
    ...{ about: 'acknowledgement', source: 'Zabbix, unacknowledge', ours: 'same' },
    theirs: 'an acknowledgement can be taken back: it calls again',
    got: () => isAnnounced({ ...axes, acknowledgement: null }),
    want: true,
  },
  {
    ...{ about: 'acknowledgement', source: 'Grafana OnCall, unacknowledge timeout' },
    ours: 'same, from a minute to seven days for each alert',
    theirs: 'an acknowledgement without an answer is taken back after minutes',
    got: () =>
      [60, 7 * 86_400, 7 * 86_400 + 1].map(
        (forS) => alertAcknowledge.safeParse({ alert: 1, expectedVersion: 1, forS }).success,
      ),
    want: [true, true, false],
  },
  {
    ...{ about: 'escalation', source: 'GoAlert, escalation policies', ours: 'same' },
    theirs: 'unacknowledged, it goes to the next step after its delay, and the policy repeats',
    got: () => calls(() => nobody),
    want: ['0: step 0', '10: step 1', '20: step 0', '30: step 1'],
  },
  {
    ...{ about: 'escalation', source: 'GoAlert, escalation policies', ours: 'same' },
    theirs: 'acknowledging stops the steps',
    got: () =>
      calls((min) =>
        min < 5 ? nobody : { ...nobody, takenUntilMs: nowMs + 200 * minuteMs, progressMs: nowMs + min * minuteMs },
      ),
    want: ['0: step 0'],
  },
  {
    ...{ about: 'escalation', source: 'Zabbix, escalation steps', ours: 'same' },
    theirs: 'steps end when the problem is resolved',
    got: () => calls((min) => ({ ...nobody, isOver: min >= 5 })),
    want: ['0: step 0'],
  },
  {
    ...{ about: 'throttling', source: 'GoAlert, engine/message/ratelimit.go', ours: 'same' },
    theirs: 'one message a minute to one number',
    got: () => waitMin([sms(0)]),
    want: 1,
  },
  {
    ...{ about: 'throttling', source: 'GoAlert, engine/message/ratelimit.go', ours: 'same' },
    theirs: 'five SMS in fifteen minutes',
    got: () => waitMin([-10, -8, -6, -4, -2].map((min) => sms(min))),
    want: 5,
  },
  {
    ...{ about: 'throttling', source: 'GoAlert, engine/message/ratelimit.go', ours: 'same' },
    theirs: 'status updates once in three minutes',
    got: () => waitMin([sms(-1, 'status')], 'status'),
    want: 2,
  },
  {
    ...{ about: 'repeat', source: 'Alertmanager, repeat_interval' },
    ours: 'different: no blind repeats; the chain goes on to the next person until somebody has it',
    theirs: 'a firing group is sent again every repeat_interval',
    got: () => calls(() => nobody).length,
    want: 4,
  },
  {
    ...{ about: 'late', source: 'Prometheus, restart and catching up' },
    ours: 'different: what is found late is recorded and calls nobody unless it still holds',
    theirs: 'after an outage what was missed is not evaluated',
    got: () => [
      isAnnounced({ ...axes, isLate: true }),
      laid({ alerts: [{ ...alert, isLate: true }] }).alerts[0]?.isToldLate,
    ],
    want: [false, true],
  },
];

describe('what Alertmanager, Zabbix, GoAlert and others document', () => {
  it.each(cases)('$source: $theirs ($ours)', ({ got, want }) => {
    expect(got()).toEqual(want);
  });

  it('is told beside what we do', async () => {
    const rows = cases.map(({ about, source, theirs, ours }) => `| ${about} | ${source} | ${theirs} | ${ours} |`);
    const text = [
      '# Beside what others do',
      '',
      `What Alertmanager, Zabbix, GoAlert and others document about calling persons, and what we do: ${cases.length} cases, each run against our`,
      'code by `tests/contract/alerts-of-others.test.ts`, which writes this page. What they document about rules themselves (for, keep',
      'firing, absence, flapping) is run by `tests/unit/rules/known-behaviour.test.ts`.',
      '',
      '| about | source | theirs | ours |',
      '| --- | --- | --- | --- |',
      ...rows,
      '',
    ].join('\n');
    const file = 'stream/duty/COMPARED.md';
    const config = (await resolveConfig(file)) ?? {};
    await expect(await format(text, { ...config, parser: 'markdown' })).toMatchFileSnapshot(`../../${file}`);
  });
});
