import { describe, expect, it } from 'vitest';
import { compileTimeFormat } from '../../../ingest/senders/file/parse-time.ts';
import { mondayOf, wallClockOf } from '#shared/time/wall-clock.ts';

function read(format: string, text: string, zone = 'Asia/Ho_Chi_Minh'): string {
  return new Date(compileTimeFormat(format, wallClockOf(zone))(text)).toISOString();
}

describe('a time', () => {
  it.each([
    ['yyMMdd H:mm:ss', '990201 7:02:47', '1999-02-01T00:02:47.000Z'],
    ['dd/MM/yyyy h:mm a', '14/07/2015 12:05 AM', '2015-07-13T17:05:00.000Z'],
    ['dd/MM/yyyy hh:mm a', '03/11/2025 01:05 CH', '2025-11-03T06:05:00.000Z'],
    ['yyyy-MM-dd HH:mm:ss', '2016-10-04 13:29:45\t', '2016-10-04T06:29:45.000Z'],
    ['yyyy-MM-dd HH:mm:ss.S', '2016-10-04 13:29:45.25', '2016-10-04T06:29:45.250Z'],
    ['yyyyMMddHHmmZ', '201610041329+0200', '2016-10-04T11:29:00.000Z'],
    ['dd/MMM/yyyy:HH:mm:ss Z', '10/Oct/2000:13:55:36 -0700', '2000-10-10T20:55:36.000Z'],
    ['X', '1475579385', '2016-10-04T11:09:45.000Z'],
    ['X', '1475579385123', '2016-10-04T11:09:45.123Z'],
    ['iso', '2011-10-11 13:42:22.688000+02:00', '2011-10-11T11:42:22.688Z'],
    ['iso', '2011-12-06T13:41:31+01:00', '2011-12-06T12:41:31.000Z'],
    ['iso', '2011-12-06', '2011-12-05T17:00:00.000Z'],
  ])('written as %s: %s', (format, text, expected) => {
    expect(read(format, text)).toBe(expected);
  });

  it.each([
    ['dd/MM/yyyy', '31/02/2015', 'does not exist'],
    ['dd/MM/yyyy h:mm a', '14/07/2015 13:05 PM', 'does not exist'],
    ['dd/MM/yyyy', '2015-07-14', 'not written as dd/MM/yyyy'],
    ['iso', 'URL request failed', 'not written as ISO'],
  ])('that does not fit %s is a problem: %s', (format, text, problem) => {
    expect(() => read(format, text)).toThrow(problem);
  });

  it('in summer and in winter is read by the clock of its zone', () => {
    expect(read('yyyy-MM-dd HH:mm', '2018-03-10 08:00', 'America/New_York')).toBe('2018-03-10T13:00:00.000Z');
    expect(read('yyyy-MM-dd HH:mm', '2018-03-12 08:00', 'America/New_York')).toBe('2018-03-12T12:00:00.000Z');
  });
});

describe('the Monday of a week', () => {
  it.each([
    ['2026-11-22T23:59:59Z', '2026-11-16'],
    ['2026-11-23T00:00:00Z', '2026-11-23'],
    ['1969-12-31T12:00:00Z', '1969-12-29'],
  ])('of %s is %s', (time, monday) => {
    expect(new Date(mondayOf(Date.parse(time))).toISOString().slice(0, 10)).toBe(monday);
  });
});
