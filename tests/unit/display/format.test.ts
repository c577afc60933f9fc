import { expect, test } from 'vitest';
import { createFormat } from '../../../display/src/lib/format/create-format.ts';
import { writeAsOf, writeCountsAge, writeCoverage } from '../../../display/src/lib/panels/write-coverage.ts';
import { vi } from '../../../display/src/lib/words/vi.ts';
import { en } from '../../../display/src/lib/words/en.ts';
import { typeNames } from '../../../shared/events/catalogue.ts';

const format = createFormat('vi', 'Asia/Ho_Chi_Minh');
const ms = Date.parse('2026-11-22T17:05:09Z');

test('numbers are written as in Vietnam', () => {
  expect([format.whole(1_234_567), format.percent(0.7254), format.percent(1.02)]).toEqual(['1.234.567', '72,5', '102']);
});

test('a duration takes the one unit that suits it', () => {
  const written = [0, 45, 99.6, 100 * 60, 49 * 3600].map((seconds) => {
    const { value, unit } = format.duration(seconds);
    return `${value} ${unit}`;
  });
  expect(written).toEqual(['0 giây', '45 giây', '2 phút', '1,7 giờ', '2 ngày']);
});

test('times are of the city’s zone', () => {
  expect([format.time(ms), format.minute(ms), format.date(ms)]).toEqual(['00:05:09', '00:05', 'Thứ Hai 23/11/2026']);
  expect(createFormat('en', 'Asia/Ho_Chi_Minh').date(ms)).toBe('Monday 23/11/2026');
});

test('coverage and age are said in words', () => {
  expect(writeCoverage(451, 1476, format)).toBe('451/1.476 có số liệu');
  expect(writeAsOf(ms, ms + 3_600_000, format)).toBe('lúc 00:05:09');
  expect(writeAsOf(ms, ms + 86_400_000, format)).toBe('lúc 23/11 00:05');
  expect(writeCountsAge(10, format, 'lúc 08:00')).toBe('lúc 08:00');
  expect(writeCountsAge(25, format, 'lúc 08:00')).toBe('số đếm cũ 25 giây');
});

test('every type of event has its words in both languages', () => {
  expect(Object.keys(vi.event).sort()).toEqual([...typeNames()].sort());
  expect(Object.keys(en.event)).toEqual(Object.keys(vi.event));
});

test('Vietnamese words are composed Unicode', () => {
  const text = JSON.stringify(vi);
  expect(text.normalize('NFC')).toBe(text);
});
