import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastQueue } from '#shared/forecast/queue/forecast-queue.ts';
import { quarterMs } from '#shared/forecast/queue/place-day.ts';
import { presentOf } from '#shared/staff/present-of.ts';
import { measuredAtMs, spansToMeasure } from '#shared/staff/staff-move.ts';
import { findMoves, isWorthIt, type StaffedPoint } from '#shared/staff/suggest-moves.ts';
import { anEvent } from '../../support/an-event.ts';
import { anOfficeDay, at, office, usualOf, weeksBefore } from '../forecast/a-place.ts';

const minute = 60_000;
const point = (code: string, km: number, over: Partial<StaffedPoint> = {}): StaffedPoint => ({
  ...{ code, lon: 105.8 + km / 104, lat: 21, isOpen: true, present: 8, counters: 8, peakWaitMs: 2 * minute },
  ...over,
});
const short = { present: 3, counters: 6, peakWaitMs: 40 * minute };

describe('moves of staff', () => {
  it('come from the nearest point that can spare people, as many as counters stand empty, two at most', () => {
    const points = [point('P1', 0, short), point('P2', 3), point('P3', 2), point('P4', 1, { present: 4 })];
    expect(findMoves(points)).toMatchObject([
      { from: 'P3', to: 'P1', people: 2, countersMore: 2, countersFewer: 2, km: expect.closeTo(2, 1) as unknown },
    ]);
    const one = point('P1', 0, { ...short, present: 5 });
    expect(findMoves([one, point('P3', 2, { present: 10 })])).toMatchObject([{ people: 1, countersFewer: 0 }]);
  });

  it('are none where every counter is attended, where something is not known, or where it is too far', () => {
    const none = [{ present: 6 }, { present: null }, { counters: null }, { peakWaitMs: null }, { lon: null }] as const;
    for (const over of none) expect(findMoves([point('P1', 0, { ...short, ...over }), point('P2', 1)])).toEqual([]);
    expect(findMoves([point('P1', 0, short), point('P2', 13)])).toEqual([]);
    expect(findMoves([point('P1', 0, short), point('P2', 1, { peakWaitMs: null })])).toEqual([]);
  });

  it('take each point once, and never leave fewer than four behind', () => {
    const anyPoint = fc.record({
      present: fc.option(fc.integer({ min: 0, max: 12 })),
      counters: fc.option(fc.integer({ min: 0, max: 12 })),
      peakWaitMs: fc.option(fc.integer({ min: 0, max: 60 }).map((n) => n * minute)),
      isOpen: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyPoint, { maxLength: 12 }), (all) => {
        const points = all.map((over, at) => point(`P${at}`, at, over));
        const moves = findMoves(points);
        const touched = moves.flatMap(({ from, to }) => [from, to]);
        expect(new Set(touched).size).toBe(touched.length);
        for (const { from, people, countersFewer } of moves) {
          expect(people).toBeGreaterThan(0);
          expect((points.find(({ code }) => code === from)?.present ?? 0) - people).toBeGreaterThanOrEqual(4);
          expect(countersFewer).toBeLessThanOrEqual(people);
        }
      }),
    );
  });

  it('are worth it only where they shorten a wait by a minute and lengthen no other beyond the limit', () => {
    const effect = { toBeforeMs: 40 * minute, toAfterMs: 20 * minute, fromBeforeMs: minute, fromAfterMs: 5 * minute };
    expect(isWorthIt(effect)).toBe(true);
    expect(isWorthIt({ ...effect, toAfterMs: 39.5 * minute })).toBe(false);
    expect(isWorthIt({ ...effect, fromAfterMs: 16 * minute })).toBe(false);
    expect(isWorthIt({ ...effect, toAfterMs: null })).toBe(false);
  });

  it('are measured by the hour before and an hour once settled, longer ones by the same days a week before', () => {
    const hour = 60 * minute;
    const day = 24 * hour;
    expect(spansToMeasure({ fromMs: 10 * hour, toMs: 15 * hour })).toEqual({
      ...{ before: { fromMs: 9 * hour, toMs: 10 * hour }, after: { fromMs: 10.25 * hour, toMs: 11.25 * hour } },
    });
    expect(spansToMeasure({ fromMs: 10 * day, toMs: 40 * day })).toEqual({
      ...{ before: { fromMs: 3 * day, toMs: 8 * day }, after: { fromMs: 10 * day, toMs: 15 * day } },
    });
    expect(measuredAtMs({ fromMs: 0, toMs: 5 * minute })).toBe(20 * minute);
  });
});

describe('what is expected with other counters', () => {
  const calm = (day: string) => anOfficeDay(day, () => 4);
  const busy = (day: string) => anOfficeDay(day, () => 9);
  const today = { ...busy('2026-11-23'), quarters: busy('2026-11-23').quarters.slice(0, at(9)) };
  const usual = usualOf(weeksBefore('2026-11-23', 5, calm));
  const peak = (more?: number): number => {
    const nowMs = today.startMs + at(9) * quarterMs;
    const asked = { nowMs, opening: office.openOn(today.day), ...(more !== undefined && { more }) };
    return Math.max(...forecastQueue(today, usual, asked).map(({ waitMs }) => waitMs ?? 0));
  };

  it('is shorter with more, longer with fewer, and the same with as many', () => {
    expect(peak(0)).toBe(peak());
    expect(peak()).toBeGreaterThan(10 * minute);
    expect(peak(2)).toBeLessThan(peak() / 2);
    expect(peak(-1)).toBeGreaterThan(peak() + 10 * minute);
  });
});

describe('who is on duty', () => {
  it('is what was said last of each role, whatever order it came in, and as old as the oldest of these', () => {
    const said = (role: string, present: number, minutes: number, sequence: number) =>
      anEvent(
        'staff.on_duty',
        { role, present },
        { id: `s${sequence}`, sequence, time: new Date(minutes * minute).toISOString() },
      );
    const events = [
      said('officer', 6, 30, 2),
      said('officer', 8, 10, 1),
      said('lawyer', 2, 5, 3),
      said('officer', 7, 30, 4),
    ];
    for (const order of [events, events.toReversed()]) {
      expect(presentOf(order).get('P00004')).toEqual({
        total: 9,
        atCounters: 7,
        byRole: { officer: 7, lawyer: 2 },
        oldestMs: 5 * minute,
      });
    }
    expect(presentOf([]).size).toBe(0);
  });
});
