import { describe, expect, it } from 'vitest';
import { loadLimits } from '#shared/rules/replay/limits.ts';
import { hanoiRules, judgeCity, type Judged } from '../../support/judge-city.ts';

/** Each scenario, and every rule that is announced in the six-unit city on the day it happens: no other may be. */
const expected: readonly { scenario: string; announced: readonly string[]; day?: string; days?: number }[] = [
  { scenario: 'power-cut', announced: ['ward-kiosks-dark'] },
  { scenario: 'portal-down', announced: ['system-down'] },
  { scenario: 'feed-silent', announced: ['kiosk-feed-silent', 'queue-feed-silent'] },
  { scenario: 'clock-skew', announced: ['device-clock-fast', 'device-clock-slow'] },
  { scenario: 'hotline-flood', announced: ['hotline-overwhelmed'] },
  { scenario: 'rain', announced: ['storm-reports'] },
  // Who gave up waiting there calls in the afternoon: more than on any Monday.
  { scenario: 'staff-shortage', announced: ['calls-unusual', 'long-wait', 'queue-ahead'], day: '2026-11-23' },
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
  { scenario: 'hotline-busy', announced: ['calls-lost', 'calls-unusual'] },
  { scenario: 'calls-one-topic', announced: ['calls-unusual'] },
  // By its seed it rains hard twice in these days.
  { scenario: 'records-late', announced: ['on-time-off-path', 'storm-reports'], day: '2026-11-02', days: 12 },
];

const mostTimes = 2;
/** Rules that are announced more often than that in one scenario, each with its reason; at one place none is. */
const oftener: Readonly<Record<string, { readonly rule: string; readonly why: string }>> = {
  'settlement-stops': { rule: 'settlement-missing-site', why: 'five sites of the operator, one incident' },
  'settlement-stops-everywhere': { rule: 'settlement-missing-site', why: 'sites before the city as a whole is late' },
  'kiosk-release': { rule: 'kiosk-unwell', why: 'three kiosks at three points, one incident' },
};

/** Rules that call more often in a scenario than one can be asked to look at the same thing. */
function announcedTooOften(scenario: string, { tally }: Judged): string[] {
  const called = tally.episodes().filter(({ announcedAt }) => announcedAt !== null);
  const oftenBy = (keyOf: (one: (typeof called)[number]) => string): string[] =>
    [...Map.groupBy(called, keyOf)].flatMap(([key, own]) => (own.length > mostTimes ? [key] : []));
  const named = oftener[scenario]?.rule;
  return [
    ...oftenBy(({ rule }) => rule).filter((rule) => rule !== named),
    ...oftenBy((one) => `${one.rule} ${one.target}`),
  ];
}

describe('the rules of Hanoi in the six-unit city', { timeout: 400_000 }, () => {
  it.each(expected)('$scenario announces $announced and nothing else', async ({ announced, ...wish }) => {
    const judged = await judgeCity(wish);
    expect(judged.announced).toEqual(announced);
    expect(announcedTooOften(wish.scenario, judged)).toEqual([]);
    expect(judged.load.busiestTenMinutes).toBeLessThanOrEqual(loadLimits.floodPer10Min);
  });

  it('are each announced by some scenario', () => {
    const announced = new Set(expected.flatMap((one) => one.announced));
    expect(hanoiRules.map(({ id }) => id).filter((id) => !announced.has(id))).toEqual([]);
  });

  it('call once where people give up all morning', async () => {
    const { tally } = await judgeCity({ scenario: 'counters-stop' });
    const episodes = tally.episodes().filter(({ rule }) => rule === 'people-give-up');
    expect(episodes.map(({ target, announcedAt }) => [target, announcedAt !== null])).toEqual([['P00070', true]]);
  });

  it('on a normal week announce next to nothing', async () => {
    const { load, events } = await judgeCity({ day: '2026-11-23', days: 7 });
    expect(events).toBeGreaterThan(200_000);
    // What an officer can bear is 150 a day.
    expect(load.announced).toBe(0);
    expect(load).toMatchObject({ floods: [], hoursOverLimit: 0, verdict: 'acceptable' });
  });
});
