import { expect, it } from 'vitest';
import { decodeFrame, encodeFrame } from '#shared/wire/frame-bytes.ts';

const frame = (events: number): string =>
  JSON.stringify(Array.from({ length: events }, (_, at) => ({ id: `e${at}`, data: { note: 'Phường Hoàn Kiếm' } })));

it.each([0, 1, 10, 1_000])('a frame of %i events is read as it was written', (events) => {
  expect(decodeFrame(encodeFrame(frame(events)))).toBe(frame(events));
});

it('a large frame takes a fraction of its text, a small one no more than it', () => {
  expect(encodeFrame(frame(1_000)).length).toBeLessThan(frame(1_000).length / 5);
  expect(encodeFrame(frame(1)).length).toBe(Buffer.byteLength(frame(1)));
});

// Plain, the least frame of a narrow log took it 100 ms instead of 30, and everybody waited behind it.
it('a frame as small as a narrow log is given takes far less than its text', () => {
  const text = frame(40);
  expect(text.length).toBeLessThan(3_000);
  expect(encodeFrame(text).length).toBeLessThan(text.length / 2);
});

it('a frame of an earlier version, plain text, is read', () => {
  expect(decodeFrame(Buffer.from(frame(1_000)))).toBe(frame(1_000));
});

it('damaged bytes are no frame, and no reason to fail', () => {
  const bytes = Buffer.from(encodeFrame(frame(1_000)));
  bytes.fill(7, 20, 60);
  expect(decodeFrame(bytes)).toBe('');
  expect(decodeFrame(bytes.subarray(0, 100))).toBe('');
});
