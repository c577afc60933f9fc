import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { scanJson } from '../../../ingest/door/verdicts/scan-json.ts';

const scan = (text: string, maxDepth = 16) => {
  const bytes = Buffer.from(text);
  const scanned = scanJson(bytes, maxDepth);
  if ('tooDeep' in scanned) return 'too deep';
  return scanned.items.map(({ start, end }) => bytes.subarray(start, end).toString().trim());
};

describe('scanJson', () => {
  test('finds the items of an array, and takes anything else as one', () => {
    expect(scan(' [1, "a,]\\"[", {"b":[2,3]} ] ')).toEqual(['1', '"a,]\\"["', '{"b":[2,3]}']);
    expect(scan('{"a":[1,2]}')).toEqual(['{"a":[1,2]}']);
    expect(scan('[]')).toEqual([]);
    expect(scan(' [ \n ]')).toEqual([]);
  });

  test('counts nesting, but not in texts', () => {
    expect(scan('[[[1]]]', 2)).toBe('too deep');
    expect(scan('[[1],[2]]', 2)).toEqual(['[1]', '[2]']);
    expect(scan('["[[[[[["]', 1)).toEqual(['"[[[[[["']);
  });

  test('agrees with the parser about every array there is', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.nat(2), (values, indent) => {
        const spans = scan(JSON.stringify(values, null, indent), 64);
        expect(spans).toHaveLength(values.length);
        expect((spans as string[]).map((span) => JSON.stringify(JSON.parse(span)))).toEqual(
          values.map((v) => JSON.stringify(v)),
        );
      }),
    );
  });

  test('is total', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void scanJson(bytes, 4)),
      { numRuns: 2_000 },
    );
  });
});
