import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadPack } from '#shared/locality/load-pack.ts';
import { createEffects, type CityEffects } from '../../../../ingest/senders/simulator/scenarios/create-effects.ts';
import { loadScenario } from '../../../../ingest/senders/simulator/scenarios/load-scenario.ts';
import { scenarioSchema } from '../../../../ingest/senders/simulator/scenarios/scenario.ts';
import { sixUnit } from '../../../support/simulate-parts.ts';

const folder = 'infra/scenarios';
const startMs = Date.parse('2026-11-23T00:00:00+07:00');
const at = (text: string): number => Date.parse(`${text}+07:00`);
const text = { vi: 'thử', en: 'test' };
const effectsOf = (...effects: object[]): CityEffects =>
  createEffects([scenarioSchema.parse({ name: text, about: text, effects })], sixUnit, startMs);

describe('scenarios that come along', () => {
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

  it('can be laid on every city', () => {
    const scenarios = names.map((name) => loadScenario(join(folder, name)));
    expect(names.length).toBeGreaterThanOrEqual(9);
    for (const city of ['hanoi', 'hai-phong', 'ha-tinh']) {
      const pack = loadPack(`infra/localities/${city}`);
      // A city without parking has nothing that such a scenario could be laid on, and says so.
      const laid = scenarios.filter(
        ({ effects }) => pack.parking.length > 0 || !effects.some((one) => 'operators' in one || 'sites' in one),
      );
      expect(createEffects(laid, pack, startMs).changeAfter(startMs)).toBeGreaterThan(startMs);
    }
  });
});

describe('effects', () => {
  it('hold from their beginning to their end, and where they are laid', () => {
    const effects = effectsOf({ what: 'power_cut', when: { day: 2, from: '09:30', lasts: '90m' }, units: ['seat'] });
    const times = [
      '2026-11-24T09:29:59',
      '2026-11-24T09:30',
      '2026-11-24T10:59:59',
      '2026-11-24T11:00',
      '2026-11-25T10:00',
    ];
    expect(times.map((time) => effects.isPowered('00070', at(time)))).toEqual([true, false, false, true, true]);
    expect(effects.isPowered('00004', at('2026-11-24T10:00'))).toBe(true);
    const changes = [startMs, at('2026-11-24T09:30'), at('2026-11-24T11:00')].map((time) => effects.changeAfter(time));
    expect(changes).toEqual([at('2026-11-24T09:30'), at('2026-11-24T11:00'), undefined]);
  });

  it('may come each day, over midnight too, or at an instant', () => {
    const each = effectsOf({ what: 'rain', when: { day: 'each', from: '22:00', lasts: '4h' } });
    const times = ['2026-11-23T21:59', '2026-11-23T22:00', '2026-11-24T01:59', '2026-11-24T02:00', '2026-12-30T23:00'];
    expect(times.map((time) => each.rain(at(time)))).toEqual([false, true, true, false, true]);
    expect(each.changeAfter(at('2026-11-23T22:00'))).toBe(at('2026-11-24T02:00'));
    const once = effectsOf({ what: 'call_flood', when: { at: '2026-11-23T10:00:00+07:00', lasts: '1h' }, times: 100 });
    expect(['2026-11-23T10:30', '2026-11-23T11:00'].map((time) => once.callRate(at(time)))).toEqual([100, 1]);
  });

  it('add up where several hold', () => {
    const when = { day: 1, from: '00:00', lasts: '1d' };
    const effects = effectsOf(
      ...[
        { what: 'call_flood', when, times: 10 },
        { what: 'call_flood', when, times: 3 },
      ],
      ...[
        { what: 'cash_drift', when, sites: ['B001'], by: 0.3 },
        { what: 'cash_drift', when, sites: ['all'], by: 0.1 },
      ],
      ...[
        { what: 'staff_shortage', when, points: ['00070'], share: 0.5 },
        { what: 'staff_shortage', when, points: ['P00070'], share: 0.8 },
      ],
      ...[
        { what: 'clock_skew', when, assets: ['#1'], by: '-7m' },
        { what: 'system_down', when, systems: ['identity', 'S-PAY'] },
      ],
    );
    expect(effects.callRate(startMs)).toBe(30);
    expect(effects.cashShareShift('B001', startMs)).toBeCloseTo(0.4);
    expect(effects.cashShareShift('B002', startMs)).toBe(0.1);
    expect([effects.staffShare('P00070', startMs), effects.staffShare('C01', startMs)]).toEqual([0.5, 1]);
    expect([effects.clockSkewMs('K001', startMs), effects.clockSkewMs('K002', startMs)]).toEqual([-420_000, 0]);
    expect(['S-VNEID', 'S-PAY', 'S-DVCQG'].map((code) => effects.isLinkUp(code, startMs))).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('of silence say what becomes of the events', () => {
    const effects = effectsOf(
      { what: 'feed_silent', when: { day: 1, from: '09:00', lasts: '2h' }, feeds: ['queues', 'parking'], then: 'late' },
      { what: 'feed_silent', when: { day: 1, from: '10:00', lasts: '10m' }, feeds: ['queues'], then: 'lost' },
    );
    expect(effects.silenceOf('parking-VETC', at('2026-11-23T10:05'))).toEqual({
      then: 'late',
      untilMs: at('2026-11-23T11:00'),
    });
    expect(effects.silenceOf('queues', at('2026-11-23T10:05'))).toEqual({ then: 'lost' });
    expect(effects.silenceOf('queues', at('2026-11-23T11:00'))).toBeUndefined();
    expect([effects.isFeedSilent('queues', at('2026-11-23T09:00')), effects.isFeedSilent('kiosks', startMs)]).toEqual([
      true,
      false,
    ]);
  });
});

describe('a scenario that is wrong', () => {
  const dir = mkdtempSync(join(tmpdir(), 'vonglau-scenario-'));
  afterAll(() => {
    rmSync(dir, { recursive: true, force: true });
  });
  const faultsOf = (yaml: string): string => {
    const path = join(dir, 'one.yaml');
    writeFileSync(path, yaml);
    try {
      loadScenario(path);
    } catch (error) {
      return (error as Error).message;
    }
    return 'taken';
  };
  const head = 'name: { vi: thử, en: test }\nabout: { vi: thử, en: test }\n';

  it.each([
    ['effects: [{ what: rian }]', 'effects.0.what: there are power_cut'],
    ['effects: [{ what: rain, when: { day: 1, lasts: 1h } }]', 'effects.0.when: needs day and from, or at alone'],
    ["effects: [{ what: rain, when: { day: 0, from: '06:00', lasts: 1h } }]", 'effects.0.when.day: Too small'],
    [
      "effects: [{ what: rain, when: { day: 1, from: '6:00', lasts: 1h } }]",
      "effects.0.when.from: a time of day such as '09:30', in quotes",
    ],
    [
      "effects: [{ what: rain, when: { day: 1, from: '06:00', lasts: 1 hour } }]",
      'effects.0.when.lasts: a time such as 45s',
    ],
    [
      "effects: [{ what: rain, when: { day: each, from: '06:00', lasts: 2d } }]",
      'effects.0.when.lasts: what comes each day lasts a day at most',
    ],
    [
      "effects: [{ what: power_cut, when: { day: 1, from: '06:00', lasts: 1h }, units: ['P 1'] }]",
      'effects.0.units.0: a code, all, seat, #1',
    ],
    [
      "effects: [{ what: rain, when: { day: 1, from: '06:00', lasts: 1h }, where: all }]",
      'effects.0: Unrecognized key: "where"',
    ],
    ['effects: []', 'effects: Too small'],
    ['effects: [', 'is not YAML'],
  ])('%s', (yaml, problem) => {
    expect(faultsOf(head + yaml)).toContain(problem);
  });

  it('names the place the city does not have', () => {
    const when = { day: 1, from: '06:00', lasts: '1h' };
    expect(() => effectsOf({ what: 'power_cut', when, units: ['99999'] })).toThrow(
      'units: six-unit has no 99999; there are',
    );
  });
});
