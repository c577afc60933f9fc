import { isAnnounced } from '#shared/duty/announced.ts';
import { followEscalation, startEscalation, type Standing } from '#shared/duty/escalation/escalation.ts';
import { groupAlerts, type FreshAlert } from '#shared/duty/incident/group-alerts.ts';
import type { Member } from '#shared/duty/incident/member.ts';
import { allowedFrom, type Left } from '#shared/duty/limits/contact-limits.ts';
import { alertAcknowledge } from '#shared/wire/alert-commands.ts';
import { chain as chainSchema } from '#shared/wire/notify-commands.ts';
import { evaluatorOf, judgeAll, rulesOf, short, ticks, view, views } from '../../unit/rules/rule-events.ts';
import { alert, at, axes, laid, minuteMs, nowMs } from './a-desk.ts';
import type { ComparedCase } from './case.ts';

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
const nobody: Standing = { isOver: false, takenUntilMs: null, isWaiting: false, isRaised: false, progressMs: null };
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

/** Of who is called, when, how often, and of which alerts together. */
export const calledCases: readonly ComparedCase[] = [
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
];
