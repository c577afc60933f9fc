import { expect, test } from 'vitest';
import { clockSkewS, logDiskShare, noteProgress, stallS, type Progress } from '#shared/health/figures.ts';

test('the log is as full as its bound says, or as the disk when that ends first', () => {
  expect(logDiskShare({ bytes: 25, maxBytes: 100, diskFreeBytes: 1_000 })).toBe(0.25);
  expect(logDiskShare({ bytes: 25, maxBytes: 100, diskFreeBytes: 25 })).toBe(0.5);
  // The disk that is not seen may be full already: no figure, rather than a good one.
  expect(logDiskShare({ bytes: 25, maxBytes: 100, diskFreeBytes: undefined })).toBe(null);
  expect(logDiskShare({ bytes: 25, maxBytes: -1, diskFreeBytes: undefined })).toBe(null);
  expect(logDiskShare({ bytes: 95, maxBytes: 100, diskFreeBytes: undefined })).toBe(0.95);
  expect(logDiskShare({ bytes: 25, maxBytes: -1, diskFreeBytes: 75 })).toBe(0.25);
  expect(logDiskShare({ bytes: 0, maxBytes: 100, diskFreeBytes: 0 })).toBe(1);
});

test('a clock differs by what the time of asking does not explain', () => {
  const asked = { askedMs: 10_000, answeredMs: 10_400 };
  expect(clockSkewS(10_200, asked)).toBe(0);
  expect(clockSkewS(8_000, asked)).toBe(2);
  expect(clockSkewS(11_900, asked)).toBe(1.5);
});

test('a reader stalls from when it is first seen to stand still with more to read', () => {
  let progress: Progress | undefined;
  const look = (place: number, head: number, s: number): number => {
    progress = noteProgress(progress, place, head, s * 1_000);
    return stallS(progress, s * 1_000);
  };
  expect(look(5, 9, 0)).toBe(0);
  expect(look(5, 12, 5)).toBe(5);
  expect(look(5, 12, 10)).toBe(10);
  expect(look(6, 12, 15)).toBe(0);
  expect(look(6, 13, 20)).toBe(5);
  expect(look(13, 13, 25)).toBe(0);
  expect(look(13, 13, 900)).toBe(0);
  expect(look(13, 14, 905)).toBe(0);
});
