import { describe, expect, it } from 'vitest';
import { cityCalendar } from '../../../../ingest/senders/simulator/engine/city-calendar.ts';
import { nextOwed, speedForRate } from '../../../../ingest/senders/simulator/sending/hold-rate.ts';
import { planLive, planOwn, type RunPlan } from '../../../../ingest/senders/simulator/sending/plan-run.ts';
import type { RunState } from '../../../../ingest/senders/simulator/sending/run-state.ts';
import { sixUnit } from '../../../support/simulate-parts.ts';

const calendar = cityCalendar(sixUnit);
const at = (text: string): number => Date.parse(`${text}:00+07:00`);
const timeOf = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms + 25_200_000).toISOString().slice(0, 16);
const saved = (more: Partial<RunState>): RunState => ({
  ...{ fingerprint: 'f', tag: 'start-a', startMs: at('2026-11-23T05:00'), thinned: [], tokens: {} },
  ...{ sentThroughMs: at('2026-11-23T15:00'), clock: null, done: false },
  ...more,
});
const live = (now: string, clock?: string, state?: RunState): RunPlan =>
  planLive({
    ...{ run: 'start', nowMs: at(now), calendar, fingerprint: 'f', saved: state },
    clockMs: clock === undefined ? undefined : at(clock),
  });
const describePlan = ({ startMs, forwardToMs }: RunPlan) => [timeOf(startMs), timeOf(forwardToMs)];

describe('what follows a start of the system', () => {
  it.each([
    [
      'in working hours is the present, from early that morning',
      '2026-11-23T14:20',
      '2026-11-23T05:00',
      '2026-11-23T14:20',
    ],
    ['in the evening is ten that morning', '2026-11-23T21:00', '2026-11-23T05:00', '2026-11-23T10:00'],
    ['in the night is ten the morning before', '2026-11-24T02:00', '2026-11-23T05:00', '2026-11-23T10:00'],
    ['early on a Monday is Friday', '2026-11-23T07:00', '2026-11-20T05:00', '2026-11-20T10:00'],
    ['on a Sunday is Friday', '2026-11-22T15:00', '2026-11-20T05:00', '2026-11-20T10:00'],
    ['on a holiday is the working day before', '2027-01-01T11:00', '2026-12-31T05:00', '2026-12-31T10:00'],
  ])('%s', (_, now, start, forward) => {
    expect(describePlan(live(now))).toEqual([start, forward]);
  });

  it('goes on where it stood, brought forward when it stood behind', () => {
    const tag = (plan: RunPlan): string => plan.tag;
    const later = live('2026-11-23T16:00', '2026-11-23T15:00', saved({}));
    expect([tag(later), ...describePlan(later)]).toEqual(['start-a', '2026-11-23T05:00', '2026-11-23T16:00']);
    expect(later.thinned).toEqual([[at('2026-11-23T15:00'), at('2026-11-23T15:50')]]);
    const ahead = live('2026-11-23T21:00', '2026-11-23T15:00', saved({}));
    expect([tag(ahead), ...describePlan(ahead)]).toEqual(['start-a', '2026-11-23T05:00', null]);
  });

  it('begins anew, with ids of its own and never before its clock, a day behind, a week old, or of other data', () => {
    const behind = live('2026-11-26T10:00', '2026-11-23T15:00', saved({}));
    expect(describePlan(behind)).toEqual(['2026-11-26T05:00', '2026-11-26T10:00']);
    const old = live('2026-12-01T10:00', '2026-12-01T09:00', saved({}));
    expect(describePlan(old)).toEqual(['2026-12-01T09:00', '2026-12-01T10:00']);
    const other = live('2026-11-23T21:00', '2026-11-23T15:00', saved({ fingerprint: 'g' }));
    expect(describePlan(other)).toEqual(['2026-11-23T15:00', null]);
    expect(new Set([behind, old, other].map(({ tag }) => tag)).size).toBe(3);
    expect([behind, old, other].map(({ tag }) => /^start-[a-z0-9]{6,}$/.test(tag))).toEqual([true, true, true]);
  });
});

describe('a run of its own', () => {
  const own = {
    run: 'demo',
    day: '2026-11-23',
    from: '00:00',
    days: 2,
    untilMs: undefined,
    calendar,
    fingerprint: 'f',
    saved: undefined,
  };

  it('takes whole days from midnight, or goes until a time', () => {
    expect(planOwn(own)).toMatchObject({ tag: 'demo', startMs: at('2026-11-23T00:00'), endMs: at('2026-11-25T00:00') });
    expect(planOwn({ ...own, untilMs: at('2026-11-23T12:00') }).endMs).toBe(at('2026-11-23T12:00'));
    expect(() => planOwn({ ...own, untilMs: at('2026-11-22T12:00') })).toThrow(
      '--until: the run begins on 2026-11-23 at 00:00',
    );
  });

  it('goes on from its saved place, unless it was begun with other options', () => {
    expect(planOwn({ ...own, saved: saved({}) }).sentThroughMs).toBe(at('2026-11-23T15:00'));
    expect(() => planOwn({ ...own, fingerprint: 'g', saved: saved({}) })).toThrow(
      'give this one its own name with --run',
    );
  });
});

describe('a wanted rate', () => {
  it('is a matter of the world’s speed: a quiet night runs faster', () => {
    expect(speedForRate(20_000, 20, 60)).toBe(1_000);
    expect(speedForRate(20_000, 8, 1_000)).toBe(2_500);
    expect(speedForRate(20_000, 19.5, 1_000)).toBeUndefined();
    expect(speedForRate(20_000, 0.01, 1_000)).toBe(100_000);
  });

  it('is kept on the whole: what was missed is made up for, but not what no machine could make up for', () => {
    expect(nextOwed(0, 20_000, { made: 36_000, overS: 2 })).toBe(4_000);
    expect(nextOwed(4_000, 20_000, { made: 44_000, overS: 2 })).toBe(0);
    expect(nextOwed(39_000, 20_000, { made: 10_000, overS: 2 })).toBe(40_000);
    expect(nextOwed(-39_000, 20_000, { made: 90_000, overS: 2 })).toBe(-40_000);
  });
});
