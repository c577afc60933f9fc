import { expect, it } from 'vitest';
import { hanoiRules, judgeCity } from '../../../support/judge-city.ts';
import { keepIncidents, type KeptIncident } from '../../../support/keep-incidents.ts';
import { sixUnit } from '../../../support/simulate-parts.ts';

/** Each scenario, and the rule that should stand on top of its one incident; where it is two things hours apart, of each. */
const expected: readonly { scenario: string; causes: readonly string[]; day?: string; days?: number }[] = [
  { scenario: 'power-cut', causes: ['ward-kiosks-dark'] },
  { scenario: 'portal-down', causes: ['system-down'] },
  { scenario: 'feed-silent', causes: ['queue-feed-silent', 'kiosk-feed-silent'] },
  { scenario: 'clock-skew', causes: ['device-clock-fast'] },
  { scenario: 'hotline-flood', causes: ['hotline-overwhelmed'] },
  { scenario: 'rain', causes: ['storm-reports'] },
  // The queue was foreseen before it was there; who gave up in the morning calls in the afternoon.
  { scenario: 'staff-shortage', causes: ['queue-ahead', 'calls-unusual'], day: '2026-11-23' },
  { scenario: 'cash-drift', causes: ['cash-drift'] },
  { scenario: 'settlement-stops', causes: ['settlement-missing-site'], days: 2 },
  { scenario: 'settlement-stops-everywhere', causes: ['settlement-missing'], days: 2 },
  { scenario: 'kiosk-release', causes: ['kiosk-unwell'] },
  { scenario: 'assistant-lost', causes: ['chat-handovers'] },
  { scenario: 'counters-stop', causes: ['people-give-up'] },
  { scenario: 'hotline-busy', causes: ['calls-unusual'] },
  { scenario: 'calls-one-topic', causes: ['calls-unusual'] },
  // By its seed it rains hard twice in these days.
  {
    ...{ scenario: 'records-late', day: '2026-11-02', days: 12 },
    causes: ['storm-reports', 'on-time-off-path', 'storm-reports'],
  },
  { scenario: 'payments-fail', causes: ['parking-payments-fail'] },
  { scenario: 'links-lag', causes: ['link-slow', 'link-behind'] },
  // Three places that have nothing to do with one another, hours apart.
  { scenario: 'devices-silent', causes: ['kiosk-silent', 'parking-silent', 'point-silent'] },
];

const pack = { ...sixUnit, rules: hanoiRules };

async function incidentsOf(wish: Parameters<typeof judgeCity>[0]): Promise<KeptIncident[]> {
  const kept = keepIncidents(pack);
  await judgeCity({ ...wish, pack, watch: kept.watch });
  return kept.incidents();
}

const sayOf = ({ chain, told }: KeptIncident): string =>
  `${told.priority} ${told.title.vi} | ${told.cause?.text.vi ?? '?'} | ${chain.map(({ member, depth }) => `${'>'.repeat(depth)}${member.rule.id}`).join(' ')} | ` +
  `${told.affected.assets} assets, ${told.affected.points} points, waiting ${told.affected.waiting ?? 'unknown'}`;

it('each scenario is one incident for each of its causes, with that cause on top', { timeout: 900_000 }, async () => {
  let right = 0;
  for (const { scenario, causes, ...wish } of expected) {
    const incidents = await incidentsOf({ scenario, ...wish });
    const tops = incidents.map(({ chain }) => chain[0]?.member.rule.id);
    const isRight = JSON.stringify(tops) === JSON.stringify(causes);
    if (isRight) right += 1;
    process.stdout.write(`${isRight ? 'right' : 'WRONG'} ${scenario}:\n  ${incidents.map(sayOf).join('\n  ')}\n`);
  }
  process.stdout.write(`${right} of ${expected.length} scenarios are grouped as they should be\n`);
  expect(right).toBe(expected.length);
});

it('a normal week has next to none', { timeout: 900_000 }, async () => {
  const incidents = await incidentsOf({ day: '2026-11-23', days: 7 });
  process.stdout.write(`${incidents.length} incidents in a normal week\n  ${incidents.map(sayOf).join('\n  ')}\n`);
  expect(incidents.length).toBeLessThanOrEqual(3);
});
