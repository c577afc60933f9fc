import { expect, it } from 'vitest';
import { readSpan, spanQuery } from '../../../display/src/lib/promises/asked-span.ts';

const read = (query: string) => readSpan(new URLSearchParams(query));

it('reads the days of an address, both included, and says them again', () => {
  expect(read('from=2026-11-27&to=2026-11-27')).toEqual({ from: '2026-11-27', to: '2026-11-28' });
  expect(spanQuery(read('from=2026-11-23&to=2026-11-29'))).toEqual({ from: '2026-11-23', to: '2026-11-29' });
  expect(spanQuery(undefined)).toEqual({});
});

it.each(['', 'from=2026-11-27', 'to=2026-11-27', 'from=2026-11-28&to=2026-11-27', 'from=2026-02-30&to=2026-03-01'])(
  'takes %s for the present',
  (query) => expect(read(query)).toBeUndefined(),
);

it('asks for no more than a year', () => {
  expect(read('from=2020-01-01&to=2026-01-01')).toBeUndefined();
});
