import { expect, test } from 'vitest';
import { createTokenBucket } from '../../../ingest/door/keys/token-bucket.ts';

test('a burst passes, then the rate holds', () => {
  const bucket = createTokenBucket(10, 10, 0);
  bucket.take(99, 0);
  expect(bucket.waitMs(0)).toBe(0);
  bucket.take(1, 0);
  expect(bucket.waitMs(0)).toBe(1);
  expect(bucket.waitMs(100)).toBe(0);
});

test('more than a burst at once passes and is owed', () => {
  const bucket = createTokenBucket(1, 10, 0);
  bucket.take(100, 0);
  expect(bucket.waitMs(0)).toBe(90_000);
  expect(bucket.waitMs(89_000)).toBe(1_000);
});

test('a clock that steps back gives nothing and takes nothing', () => {
  const bucket = createTokenBucket(10, 1, 1_000);
  bucket.take(10, 1_000);
  expect(bucket.waitMs(500)).toBe(1);
  expect(bucket.waitMs(600)).toBe(0);
});
