import { expect, it } from 'vitest';
import { countedMs, detectWithinMs, dueMs, resolveWithinMs } from '#shared/duty/incident/clocks.ts';
import type { PauseMs } from '#shared/duty/incident/incident.ts';
import { businessCalendar } from '#shared/time/business-calendar.ts';
import { civilCalendar } from '#shared/time/civil-day.ts';
import { parseOpeningHours } from '#shared/time/opening-hours.ts';

const timeZone = 'Asia/Ho_Chi_Minh';
const hours = parseOpeningHours('Mo-Fr 08:00-12:00,13:30-17:00') ?? [];
const working = {
  days: civilCalendar(timeZone),
  calendar: businessCalendar(hours, [{ date: '2026-11-25', kind: 'holiday' }], timeZone),
};
const at = (local: string): number => Date.parse(`2026-11-${local}:00+07:00`);
const written = (ms: number | null): string | null =>
  ms === null ? null : new Date(ms + 7 * 3_600_000).toISOString().slice(8, 16);
const pause = (from: string, to: string | null): PauseMs =>
  ({
    ...{ fromMs: at(from), toMs: to && at(to), reason: 'supplier', on: 'nhà cung cấp' },
  }) as PauseMs;

it.each([
  // 23 November 2026 is a Monday.
  ['within a morning', '23T08:10', [], '23T13:40'],
  ['over the midday break', '23T11:00', [], '23T16:30'],
  ['over a night', '23T16:30', [], '24T11:30'],
  ['over a holiday', '24T16:00', [], '26T11:00'],
  ['over a weekend', '27T16:00', [], '30T11:00'],
  ['before the office opens', '23T03:00', [], '23T12:00'],
  ['with a pause', '23T08:10', [pause('23T09:00', '23T10:00')], '23T14:40'],
  ['with pauses that overlap', '23T08:10', [pause('23T09:00', '23T10:00'), pause('23T09:30', '23T10:30')], '23T15:10'],
  ['with a pause at night, which costs nothing', '23T16:30', [pause('23T18:00', '24T07:00')], '24T11:30'],
] as const)('P3 is counted in office hours: %s', (_name, occurred, pauses, resolve) => {
  expect(written(dueMs(at(occurred), resolveWithinMs, pauses, working))).toBe(resolve);
  expect(countedMs(at(occurred), at(resolve), pauses, working)).toBe(resolveWithinMs);
});

it('P1 and P2 are counted day and night, and nobody can say when while a pause is open', () => {
  expect(written(dueMs(at('27T23:30'), detectWithinMs, [], null))).toBe('28T00:30');
  expect(written(dueMs(at('27T23:30'), resolveWithinMs, [], null))).toBe('28T03:30');
  expect(dueMs(at('27T23:30'), resolveWithinMs, [pause('28T00:00', null)], null)).toBeNull();
  expect(written(dueMs(at('27T23:30'), resolveWithinMs, [pause('28T00:00', '28T06:00')], null))).toBe('28T09:30');
});

it('an office that never opens is not waited for', () => {
  const never = { ...working, calendar: businessCalendar([], [], timeZone) };
  expect(dueMs(at('23T08:00'), resolveWithinMs, [], never)).toBeNull();
});
