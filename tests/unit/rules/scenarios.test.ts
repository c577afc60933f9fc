import { describe, expect, it } from 'vitest';
import { loadLimits } from '#shared/rules/replay/limits.ts';
import { hanoiRules, judgeCity } from '../../support/judge-city.ts';

/** Each scenario, and every rule that is announced in the six-unit city on the day it happens: no other may be. */
const expected: readonly { scenario: string; announced: readonly string[]; day?: string; days?: number }[] = [
  { scenario: 'power-cut', announced: ['ward-kiosks-dark'] },
  { scenario: 'portal-down', announced: ['system-down'] },
  { scenario: 'feed-silent', announced: ['kiosk-feed-silent', 'queue-feed-silent'] },
  { scenario: 'clock-skew', announced: ['device-clock-fast', 'device-clock-slow'] },
  { scenario: 'hotline-flood', announced: ['hotline-overwhelmed'] },
  { scenario: 'rain', announced: ['storm-reports'] },
  { scenario: 'staff-shortage', announced: ['long-wait'], day: '2026-11-23' },
  { scenario: 'cash-drift', announced: ['cash-drift'] },
  { scenario: 'devices-silent', announced: ['kiosk-silent', 'parking-silent', 'point-silent'] },
  { scenario: 'links-lag', announced: ['link-behind', 'link-slow'] },
  { scenario: 'payments-fail', announced: ['parking-payments-fail'] },
  { scenario: 'settlement-stops', announced: ['settlement-missing-site'], days: 2 },
  {
    ...{ scenario: 'settlement-stops-everywhere', days: 2 },
    announced: ['settlement-missing', 'settlement-missing-site'],
  },
  { scenario: 'kiosk-release', announced: ['kiosk-unwell'] },
  { scenario: 'assistant-lost', announced: ['chat-handovers'] },
  { scenario: 'counters-stop', announced: ['people-give-up'] },
  { scenario: 'hotline-busy', announced: ['calls-lost'] },
];

describe('the rules of Hanoi in the six-unit city', { timeout: 120_000 }, () => {
  it.each(expected)('$scenario announces $announced and nothing else', async ({ announced, ...wish }) => {
    const judged = await judgeCity(wish);
    expect(judged.announced).toEqual(announced);
    expect(judged.load.busiestTenMinutes).toBeLessThanOrEqual(loadLimits.floodPer10Min);
  });

  it('are announced by some scenario, but for those that look at weeks past, a forecast or a KPI', () => {
    const announced = new Set(expected.flatMap((one) => one.announced));
    const left = hanoiRules.map(({ id }) => id).filter((id) => !announced.has(id));
    // `judgeCity` gives no baselines, forecasts or figures of KPIs.
    expect(left.sort()).toEqual(['calls-unusual', 'on-time-off-path', 'queue-ahead']);
  });

  it('on a normal week announce next to nothing', async () => {
    const { load, events } = await judgeCity({ day: '2026-11-23', days: 7 });
    expect(events).toBeGreaterThan(200_000);
    // Seen: none. What an officer can bear is 150 a day.
    expect(load.announced).toBeLessThanOrEqual(3);
    expect(load).toMatchObject({ floods: [], hoursOverLimit: 0, verdict: 'acceptable' });
  });
});
