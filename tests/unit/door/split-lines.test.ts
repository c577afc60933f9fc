import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLineSplitter } from '../../../ingest/door/http/split-lines.ts';

function split(pieces: readonly string[], maxBytes = 100): [number, string | undefined][] {
  const splitter = createLineSplitter(maxBytes);
  const lines = [...pieces.flatMap((piece) => splitter.push(Buffer.from(piece))), ...splitter.end()];
  return lines.map(({ number, bytes }) => [number, bytes?.toString()]);
}

test('lines are numbered from 1; blank ones count and are left out', () => {
  expect(split(['a\n\n \r\nb\n', 'c'])).toEqual([
    [1, 'a'],
    [4, 'b'],
    [5, 'c'],
  ]);
});

test('a line too long is dropped, and only that one', () => {
  expect(split(['xxxxxx', 'xxxxxx\nab\n'], 8)).toEqual([
    [1, undefined],
    [2, 'ab'],
  ]);
});

test('where the pieces are cut does not matter', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('a', 'bc', '\n', '\r\n', ' ')), (parts) => {
      const text = parts.join('');
      expect(split(Array.from(text))).toEqual(split([text]));
    }),
  );
});
