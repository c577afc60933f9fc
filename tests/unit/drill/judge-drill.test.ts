import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { judgeDrill, type DrillIncident } from '#shared/drill/judge-drill.ts';
import type { DrillExpects } from '#shared/drill/expects.ts';
import { findPlan, planDrill } from '#shared/drill/plan-drill.ts';
import { firstEffectMs, scenarioHead } from '#shared/drill/scenario-head.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { findScenario, scenarioNames } from '../../../infra/senders/find-scenario.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';

const minuteMs = 60_000;
const beginsMs = Date.parse('2026-11-23T02:30:00Z');
const at = (n: number): number => beginsMs + n * minuteMs;
const expects: DrillExpects = {
  ...{ cause: ['ward-kiosks-dark'], detect: 10 * minuteMs, acknowledge: 5 * minuteMs, resolve: 60 * minuteMs },
  steps: ['acknowledge', 'note', 'resolve'],
};
const incident = (over: Partial<DrillIncident> = {}): DrillIncident => ({
  ...{
    id: 1001,
    detectedMs: at(6),
    acknowledgedMs: null,
    resolvedMs: null,
    causeRule: 'ward-kiosks-dark',
    entries: [],
  },
  ...over,
});
const acts = (...done: [n: number, by: string, kind: string, detail: Record<string, unknown>][]) =>
  done.map(
    ([n, by, kind, detail]) =>
      ({ at: new Date(at(n)).toISOString(), by, kind, detail }) as DrillIncident['entries'][number],
  );
const judge = (incidents: DrillIncident[], nowMs = at(8), isEnded = false) =>
  judgeDrill(expects, { beginsMs, nowMs, isEnded, incidents });
const brief = (judged: ReturnType<typeof judge>) =>
  judged.findings.map(({ what, step, isMet }) => `${step ?? what} ${String(isMet)}`).join(', ');

describe('how a drill went', () => {
  it('is open while there is time, and missed once there is none', () => {
    expect(brief(judge([], at(5)))).toBe(
      'detect null, acknowledge null, cause null, acknowledge null, note null, resolve null, resolve null',
    );
    expect(brief(judge([], at(11)))).toContain('detect false');
    expect(brief(judge([], at(5), true))).not.toContain('null');
    expect(judge([], at(5)).incident).toBeNull();
  });

  it('times what was noticed, taken and resolved, each from where it should be', () => {
    const judged = judge([
      incident({
        ...{ acknowledgedMs: at(9), resolvedMs: at(40) },
        entries: acts(
          [6, 'rule', 'opened', {}],
          [9, 'account:lan', 'state', { move: 'acknowledge', to: 'acknowledged' }],
          [12, 'account:lan', 'note', { text: 'đã gọi' }],
          [40, 'account:lan', 'state', { move: 'resolve', to: 'resolved' }],
        ),
      }),
    ]);
    expect(judged).toMatchObject({ incident: 1001, met: 7, expected: 7, others: 0 });
    const took = Object.fromEntries(
      judged.findings.map(({ what, step, tookMs }) => [`${what} ${step ?? ''}`.trim(), tookMs]),
    );
    expect(took).toMatchObject({
      detect: 6 * minuteMs,
      acknowledge: 3 * minuteMs,
      'step note': 6 * minuteMs,
      resolve: 34 * minuteMs,
    });
    expect(judged.findings.find(({ step }) => step === 'note')?.found).toBe('account:lan');
  });

  it('does not count what time or a rule did, nor a cause that was not played', () => {
    const resolved = acts([30, 'rule', 'state', { move: 'resolve', to: 'resolved' }]);
    const judged = judge(
      [incident({ causeRule: 'kiosk-silent', resolvedMs: at(30), entries: resolved })],
      at(200),
      true,
    );
    expect(brief(judged)).toBe(
      'detect true, acknowledge false, cause false, acknowledge false, note false, resolve false, resolve true',
    );
  });

  it('judges the incident of the cause that was played, and tells how many others there were; earlier ones are none of it', () => {
    const judged = judge([
      incident({ id: 1000, detectedMs: at(-5) }),
      incident({ id: 1002, detectedMs: at(4), causeRule: 'kiosk-paper' }),
      incident({ id: 1003 }),
    ]);
    expect(judged).toMatchObject({ incident: 1003, others: 1 });
  });
});

describe('the scenarios that come along', () => {
  const rulesText = readFileSync(join(PROJECT_DIR, 'infra/localities/hanoi/rules.yaml'), 'utf8');

  it.each(scenarioNames())('%s says what it expects, of rules there are', (name) => {
    const { expects: wanted } = scenarioHead.parse(parse(readFileSync(findScenario(name), 'utf8')));
    for (const rule of wanted?.cause ?? ['none']) expect(rulesText).toMatch(new RegExp(`id: ${rule}\\b`));
    expect(wanted?.steps).toContain('acknowledge');
  });
});

describe('when a drill begins', () => {
  const calendar = civilCalendar('Asia/Ho_Chi_Minh');
  const head = (when: object) =>
    scenarioHead.parse({ name: { vi: 'a', en: 'a' }, about: { vi: 'a', en: 'a' }, effects: [{ when }] });
  const plan = (when: object, nowText: string, day?: string) =>
    planDrill(head(when), { calendar, nowMs: Date.parse(nowText), day, leadMs: 3 * minuteMs });

  it('is the first thing that goes wrong, on the latest weekday or the day asked for', () => {
    expect(plan({ day: 1, from: '09:30' }, '2026-11-25T08:00:00Z')).toEqual({
      ...{ day: '2026-11-25', from: '05:00', days: 1, beginsMs: Date.parse('2026-11-25T09:30:00+07:00') },
      forwardToMs: Date.parse('2026-11-25T09:27:00+07:00'),
    });
    expect(plan({ day: 1, from: '09:30' }, '2026-11-29T08:00:00Z').day).toBe('2026-11-27');
    expect(plan({ day: 2, from: '06:00' }, '2026-11-25T08:00:00Z', '2026-11-23')).toMatchObject({
      day: '2026-11-23',
      days: 2,
    });
  });

  it('is enough to lay the scenario on its day again', () => {
    for (const when of [{ day: 1, from: '09:30' }, { day: 3, from: '06:00' }, { at: '2026-11-23T14:00:00+07:00' }]) {
      const { day, ...laid } = plan(when, '2026-11-25T08:00:00Z', '2026-11-23');
      const found = findPlan(head(when), { calendar, beginsMs: laid.beginsMs });
      expect(found).toEqual({ day, ...laid });
      expect(findPlan(head(when), { calendar, beginsMs: laid.beginsMs + minuteMs })).toBeUndefined();
    }
  });

  it('is not before its world begins', () => {
    const { beginsMs, forwardToMs } = plan({ day: 1, from: '00:00' }, '2026-11-25T08:00:00Z');
    expect([beginsMs, forwardToMs]).toEqual([
      Date.parse('2026-11-25T05:00:00+07:00'),
      Date.parse('2026-11-25T05:00:00+07:00'),
    ]);
    expect(firstEffectMs(head({ at: '2026-11-23T14:00:00+07:00' }), '2026-11-20', calendar)).toBe(
      Date.parse('2026-11-23T07:00:00Z'),
    );
  });
});
