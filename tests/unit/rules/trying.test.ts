import { describe, expect, it } from 'vitest';
import { findType } from '#shared/events/catalogue.ts';
import type { AcceptedEvent } from '#shared/events/envelope.ts';
import { ruleCityOf } from '#shared/rules/city.ts';
import { hashRule, hashRules } from '#shared/rules/hash-rules.ts';
import { readRuleText } from '#shared/rules/read-rule-text.ts';
import { readingsAskedBy } from '#shared/rules/readings-asked-by.ts';
import { signsAskedBy } from '#shared/rules/replay/signs-asked-by.ts';
import { createSteadySigns } from '#shared/rules/replay/steady-hours.ts';
import { toRuleText } from '#shared/rules/to-rule-text.ts';
import type { PastSigns } from '#shared/store/read-rule-past.ts';
import { sayRule } from '../../../display/src/lib/admin/rules/say-rule.ts';
import { hanoiRules } from '../../support/judge-city.ts';
import { simulateCity, sixUnit } from '../../support/simulate-parts.ts';
import { city, rulesOf } from './rule-events.ts';

describe('a rule as one writes it', () => {
  it('is the same rule when it is read again', () => {
    for (const rule of hanoiRules) {
      const read = readRuleText(toRuleText(rule));
      expect('rule' in read && hashRule(read.rule), rule.id).toBe(hashRule(rule));
    }
    expect(hashRules([...hanoiRules].reverse())).toBe(hashRules(hanoiRules));
  });

  it('tells each mistake with its line', () => {
    const read = readRuleText('id: a-rule\nname:\n  vi: một\nwhen:\n  kind: state\n  fiel: x\nforS: -1\n');
    const lines = 'faults' in read ? read.faults.map(({ line, column }) => `${line} ${column}`) : [];
    expect(lines).toEqual(expect.arrayContaining(['2 name.en', '6 when.fiel', '7 forS', '0 action']));
    expect(readRuleText('a: [1')).toMatchObject({ faults: [{ line: 1 }] });
    expect(readRuleText('')).toMatchObject({ faults: [{ line: 0 }] });
  });

  it('is said in both languages, whatever it asks', () => {
    const kpi = { when: { kind: 'kpi', kpi: 'cashless_share', op: '<', value: 0.5, per: 'city' } };
    const open = { when: { kind: 'open', sort: 'fault', measure: 'overdue', op: '>', value: 0 } };
    const rules = [...hanoiRules, ...rulesOf(kpi, { ...open, scope: { kind: 'kiosk' }, quiet: 'Mo-Su 00:00-06:00' })];
    for (const rule of rules) {
      for (const language of ['vi', 'en'] as const) {
        const said = sayRule(rule, language).join(' ');
        expect(said, rule.id).not.toMatch(/[{}]|undefined/);
        expect(said).toContain(rule.action[language]);
      }
    }
  });
});

describe('what has to be read of a past', () => {
  it('is every type that says anything of a field or item that is asked for', () => {
    const said = new Map<string, Set<string>>();
    for (const { type, data } of simulateCity({ day: '2026-11-25', days: 1, heartbeatS: 3_600 })) {
      for (const fact of findType(type)?.type.facts({ type, data } as AcceptedEvent) ?? []) {
        const name = 'set' in fact ? `set ${fact.set}` : `open ${'open' in fact ? fact.open : fact.close}`;
        said.set(name, (said.get(name) ?? new Set<string>()).add(type));
      }
    }
    expect(said.size).toBeGreaterThan(15);
    for (const [name, types] of said) {
      const [how = '', what = ''] = name.split(' ');
      const when =
        how === 'set'
          ? { kind: 'state', field: what, path: 'x', op: '=', value: true }
          : { kind: 'open', sort: what, measure: 'count', op: '>', value: 3 };
      const kinds = [...types].flatMap((type) => findType(type)?.kind.assetKinds ?? []);
      const rules = rulesOf(...[...new Set(kinds)].map((kind) => ({ scope: { kind }, when })));
      expect(signsAskedBy(rules).contents, name).toEqual(expect.arrayContaining([...types]));
    }
  });

  it('is nothing more of an hour that means nothing, and everything of one that may', () => {
    const rules = rulesOf(
      { scope: { kind: 'kiosk' }, when: { kind: 'absence', intervals: 5 } },
      { scope: { kind: 'kiosk' }, when: { kind: 'state', field: 'heartbeat', path: 'healthy', op: '=', value: false } },
    );
    const [kiosk] = city.assets;
    if (!kiosk) throw new Error('the city has a kiosk');
    const all = 2 ** 30 - 1;
    const hourMs = 1_000 * 3_600_000;
    const steady = (over: Partial<PastSigns>, beforeMs = hourMs - 30_000): number | undefined => {
      const signs = createSteadySigns(rules, city.assets);
      const sign = { asset: kiosk.code, hourMs, type: null, said: null, events: 60, early: all, late: all };
      const timed = { lastMs: hourMs + 3_590_000, isPunctual: true };
      return signs.sumUp([{ ...sign, ...timed, ...over }]).steadyUntil(kiosk, hourMs, beforeMs);
    };
    const heartbeat = (healthy: boolean) => ({
      ...{ type: 'kiosk.heartbeat', said: JSON.stringify({ healthy, coversS: 60 }) },
    });
    expect(steady({})).toBe(hourMs + 3_590_000);
    expect(steady(heartbeat(true))).toBe(hourMs + 3_590_000);
    expect(steady(heartbeat(false))).toBeUndefined();
    expect(steady({ early: all ^ 0b1100000 })).toBe(hourMs + 3_590_000);
    expect(steady({ early: all ^ 0b11100000 })).toBeUndefined();
    expect(steady({ isPunctual: false })).toBeUndefined();
    expect(steady({}, hourMs - 200_000)).toBeUndefined();
  });

  it('is a forecast of each place and a KPI of each unit that rules ask for', () => {
    const asked = readingsAskedBy(hanoiRules, ruleCityOf(sixUnit), '2026-11-25');
    expect(asked.places).toEqual(sixUnit.points.map(({ code }) => code).sort());
    expect([...asked.kpis]).toEqual([['on_time_share', ['']]]);
    expect(asked.names).toContain('kpi on_time_share.month_end ');
    expect(asked.names.size).toBe(asked.places.length + 1);
  });
});
