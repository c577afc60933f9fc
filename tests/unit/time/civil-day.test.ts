import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { civilCalendar } from '#shared/time/civil-day.ts';

const dayMs = 86_400_000;
const someDay = fc
  .integer({ min: Date.parse('2000-01-01'), max: Date.parse('2040-01-01') })
  .map((ms) => new Date(ms).toISOString().slice(0, 10));

describe.each(['Asia/Ho_Chi_Minh', 'Asia/Kolkata', 'America/New_York', 'UTC'])('the civil days of %s', (zone) => {
  const { dayOf, startOf } = civilCalendar(zone);

  it('begin at their first instant and not before', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        expect(dayOf(startOf(day))).toBe(day);
        expect(dayOf(startOf(day) - 1)).toBe(new Date(Date.parse(day) - dayMs).toISOString().slice(0, 10));
      }),
    );
  });
});

it('begin at 17:00 UTC of the day before in Hanoi', () => {
  expect(civilCalendar('Asia/Ho_Chi_Minh').startOf('2026-11-23')).toBe(Date.parse('2026-11-22T17:00:00Z'));
});
