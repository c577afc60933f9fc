import { join } from 'node:path';
import { loadPack } from '#shared/locality/load-pack.ts';
import { describe, expect, it } from 'vitest';
import { createAgenda } from '../../../../ingest/senders/simulator/engine/agenda.ts';
import { cityCalendar } from '../../../../ingest/senders/simulator/engine/city-calendar.ts';
import { noEffects } from '../../../../ingest/senders/simulator/engine/effects.ts';
import { createRandom, type Random } from '../../../../ingest/senders/simulator/engine/random.ts';
import {
  createSimulation,
  runParts,
  type NumberedEvent,
} from '../../../../ingest/senders/simulator/engine/simulation.ts';
import { createWeather } from '../../../../ingest/senders/simulator/engine/weather.ts';

const many = 40_000;
const draws = (draw: (random: Random) => number): number[] => {
  const random = createRandom('draws');
  return Array.from({ length: many }, () => draw(random));
};
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const sdOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(meanOf(values.map((value) => (value - mean) ** 2)));
};

describe('random', () => {
  it('repeats itself for a seed, and not for another', () => {
    const first = (seed: string): number[] => {
      const random = createRandom(seed);
      return [random.unit(), random.unit(), random.int(1_000_000)];
    };
    expect(first('a')).toEqual(first('a'));
    expect(first('a')).not.toEqual(first('b'));
  });

  it('gives a fork that what its parent draws does not move', () => {
    const drawn = createRandom('a');
    drawn.unit();
    expect(drawn.fork('x').unit()).toBe(createRandom('a').fork('x').unit());
    expect(drawn.fork('x').unit()).not.toBe(drawn.fork('y').unit());
  });

  it('has the moments its distributions promise', () => {
    expect(meanOf(draws((random) => random.unit()))).toBeCloseTo(0.5, 1);
    expect(meanOf(draws((random) => random.exponential(20))) / 20).toBeCloseTo(1, 1);
    expect(sdOf(draws((random) => random.normal(5, 2)))).toBeCloseTo(2, 1);
    for (const mean of [0.3, 4, 200]) {
      const counts = draws((random) => random.poisson(mean));
      expect(meanOf(counts) / mean).toBeCloseTo(1, 1);
      expect(sdOf(counts) ** 2 / mean).toBeCloseTo(1, 1);
    }
    const lognormal = draws((random) => random.lognormal(3, 0.5)).sort((a, b) => a - b);
    expect(lognormal[many / 2]).toBeCloseTo(3, 0);
  });

  it('draws by weight', () => {
    const heads = draws((random) => random.weighted([[1, 3] as const, [0, 1] as const]));
    expect(meanOf(heads)).toBeCloseTo(0.75, 1);
    expect(() => createRandom('a').pick([])).toThrow(RangeError);
    expect(() => createRandom('a').weighted([['x', 0]])).toThrow(RangeError);
  });
});

describe('agenda', () => {
  it('does what is due in the order of time, and of entry at one time', () => {
    const agenda = createAgenda(100);
    const random = createRandom('agenda');
    const times = Array.from({ length: 500 }, () => 100 + random.int(50));
    const done: [number, number][] = [];
    for (const [index, time] of times.entries()) agenda.at(time, () => done.push([agenda.nowMs(), index]));
    agenda.runUntil(150);
    const due = times.map((time, index): [number, number] => [time, index]);
    expect(done).toEqual(due.sort(([time, index], [otherTime, other]) => time - otherTime || index - other));
    expect(agenda.next()).toBeUndefined();
    expect(agenda.nowMs()).toBe(150);
  });

  it('stops before the end of a span and does what was entered meanwhile', () => {
    const agenda = createAgenda();
    const done: string[] = [];
    agenda.at(10, () => {
      done.push('ten');
      agenda.at(10, () => done.push('ten, later'));
      agenda.at(20, () => done.push('twenty'));
    });
    agenda.runUntil(20);
    expect(done).toEqual(['ten', 'ten, later']);
    expect(agenda.next()).toBe(20);
    expect(() => agenda.at(19, () => undefined)).toThrow(/before now/);
  });
});

describe('weather', () => {
  it('rains on the days of its seed, in summer more often', () => {
    const calendar = cityCalendar(loadPack(join(import.meta.dirname, '../../../support/cities/six-unit')));
    const wetDaysOf = (month: string): number => {
      const isRaining = createWeather(createRandom('weather'), calendar);
      const days = Array.from({ length: 120 }, (_, index) => `20${10 + Math.floor(index / 30)}-${month}-${day(index)}`);
      const isWet = (civil: string): boolean =>
        Array.from({ length: 48 }, (_, slot) => calendar.startOf(civil) + slot * 1_800_000).some(isRaining);
      return days.filter(isWet).length;
    };
    const day = (index: number): string => String((index % 30) + 1).padStart(2, '0');
    const [august, december] = [wetDaysOf('08'), wetDaysOf('12')];
    expect(august).toBeGreaterThan(45);
    expect(december).toBeLessThan(35);
    expect(december).toBeGreaterThan(5);
    expect(wetDaysOf('12')).toBe(december);
  });
});

describe('simulation', () => {
  it('numbers the events of each asset and runs its parts to the end', () => {
    const pack = loadPack(join(import.meta.dirname, '../../../support/cities/six-unit'));
    const startMs = Date.parse('2026-11-23T00:00:00+07:00');
    const events: NumberedEvent[] = [];
    const simulation = createSimulation({
      ...{ pack, seed: 's', run: 'r1', startMs, endMs: startMs + 3_000, effects: noEffects },
      emit: (event) => events.push(event),
    });
    const beat = (asset: string): void => {
      simulation.emit({
        ...{ type: 'kiosk.heartbeat', asset, timeMs: simulation.agenda.nowMs() },
        data: { healthy: true, coversS: 1 },
      });
      simulation.agenda.at(simulation.agenda.nowMs() + 1_000, () => beat(asset));
    };
    runParts(simulation, [() => beat('K001'), () => beat('K002')]);
    expect(events.map(({ id }) => id)).toEqual([
      ...['r1-K001-kiosk.heartbeat-0', 'r1-K002-kiosk.heartbeat-0', 'r1-K001-kiosk.heartbeat-1'],
      ...['r1-K002-kiosk.heartbeat-1', 'r1-K001-kiosk.heartbeat-2', 'r1-K002-kiosk.heartbeat-2'],
    ]);
    expect(events.at(-1)).toMatchObject({ asset: 'K002', sequence: 2, timeMs: startMs + 2_000 });
    expect(simulation.calendar.dayOf(startMs)).toBe('2026-11-23');
    expect(simulation.calendar.weekdayOf('2026-11-23')).toBe(0);
    expect(simulation.calendar.isHoliday('2026-02-17')).toBe(true);
  });
});
