import { expect, test } from 'vitest';
import { readTraceparent } from '#shared/service/otlp-tracing.ts';
import { startTracing } from '#shared/service/start-tracing.ts';

const traceId = '0af7651916cd43dd8448eb211c80319c';
const spanId = 'b7ad6b7169203331';

test('a traceparent is read as W3C Trace Context says, a later version by its known part', () => {
  expect(readTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true });
  expect(readTraceparent(`00-${traceId}-${spanId}-02`)?.traceFlags).toBe(0);
  expect(readTraceparent(`cc-${traceId}-${spanId}-01-more`)).toMatchObject({ traceId, spanId });
});

test.each([
  '',
  `ff-${traceId}-${spanId}-01`,
  `00-${traceId.toUpperCase()}-${spanId}-01`,
  `00-${'0'.repeat(32)}-${spanId}-01`,
  `00-${traceId}-${'0'.repeat(16)}-01`,
  `00-${traceId}-${spanId}`,
  `00-${traceId}-${spanId}-01x`,
])('%s is no traceparent', (text) => {
  expect(readTraceparent(text)).toBeUndefined();
});

test('without a collector there are no traces', async () => {
  expect(await startTracing('test', {})).toBeUndefined();
});
