import { expect, it } from 'vitest';
import { numberArray, textArray } from '../../../stream/writer/array-literal.ts';

it('quotes every text, so that an empty one, a comma and NULL stay what they are', () => {
  expect(textArray(['', 'a,b', 'NULL', 'x"y', 'c\\d'])).toBe(String.raw`{"","a,b","NULL","x\"y","c\\d"}`);
  expect(textArray([])).toBe('{}');
});

it('joins numbers', () => {
  expect(numberArray([1, -2, '9223372036854775807'])).toBe('{1,-2,9223372036854775807}');
});
