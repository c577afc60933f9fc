import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { rulesDocument, type Rule } from '#shared/rules/rule.ts';
import { aBeat, aTick } from './duty-process.ts';

const says = { vi: 'thử', en: 'test' };

/** Rules from what matters of them. */
export function someRules(...parts: readonly object[]): readonly Rule[] {
  const rules = parts.map((part) => ({
    ...{ name: says, priority: 'P3', scope: { kind: 'kiosk' }, action: says, owner: 'GD-VP', storm: 100 },
    ...part,
  }));
  return rulesDocument.parse({ rules }).rules;
}

/** What a storm of kiosks sets off: single ones silent or out of order, their wards, the whole feed over all of them. */
export const stormRules = someRules(
  {
    id: 'feed-silent',
    priority: 'P1',
    when: { kind: 'absence', intervals: 3, share: 0.8 },
    keepFiringS: 60,
    causes: [{ rule: 'ward-dark' }, { rule: 'kiosk-silent' }],
  },
  {
    id: 'ward-dark',
    priority: 'P2',
    when: { kind: 'absence', intervals: 2, share: 0.9, per: 'unit', least: 2 },
    causes: [{ rule: 'kiosk-silent', equal: ['unit'] }],
  },
  { id: 'kiosk-silent', when: { kind: 'absence', intervals: 2 }, keepFiringS: 45 },
  {
    id: 'kiosk-unwell',
    when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false },
    forS: 60,
    keepFiringS: 30,
  },
);

const kiosks: readonly (readonly [asset: string, unit: string])[] = [
  ...([
    ['K001', '00004'],
    ['K002', '00004'],
    ['K003', '00008'],
    ['K004', '00008'],
    ['K005', '00025'],
  ] as const),
  ...([
    ['K006', '00025'],
    ['K007', '00070'],
    ['K008', '00070'],
    ['K009', '00070'],
  ] as const),
];
const stepS = 15;
export const stormStartMs = Date.parse('2026-11-23T02:00:00.000Z');

/** The instant of a step of the storm. */
export function stepTime(step: number): string {
  return new Date(stormStartMs + step * stepS * 1_000).toISOString();
}

/**
 * Frames of a storm, one each fifteen seconds of the city's time: every kiosk beats, some fail and recover, wards fall silent one
 * after the other until all are, and come back.
 */
export function stormFrames(steps: number, random: () => number): AcceptedEvent[][] {
  return Array.from({ length: steps }, (_, step) => {
    const time = stepTime(step);
    const events = kiosks.flatMap(([asset, unit], which) => {
      const isDark = step > 12 + which * 4 && step < steps - 30 - which;
      if (isDark || random() < 0.1) return [];
      return [aBeat(asset, time, { unit, data: { healthy: random() > 0.15, coversS: stepS, paperPct: 80 } })];
    });
    return [...events, aTick(time)];
  });
}
