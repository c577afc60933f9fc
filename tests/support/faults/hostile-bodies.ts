import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { aHeartbeat } from '../test-registry.ts';

const hostileWords = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'toString',
    '\u0000',
    '\ud800',
    '\u202e',
    '1e999',
    'NaN',
    '0912345678',
    ' ',
    '',
    '☃',
    'a'.repeat(5_000),
  ],
);
const hostileValues = fc.oneof(
  { depthSize: 'medium' },
  fc.jsonValue({ maxDepth: 6 }),
  hostileWords,
  fc.constantFrom(1e308, -0, 2 ** 53 + 2, Number.MIN_VALUE, null, [], {}),
);
/** A good event with some of its fields, or some of its data's, replaced by anything. */
const mangledEvents = fc
  .tuple(
    fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(aHeartbeat())), hostileWords), hostileValues, { maxKeys: 3 }),
    fc.dictionary(fc.oneof(fc.constantFrom('healthy', 'coversS'), hostileWords), hostileValues, { maxKeys: 2 }),
    fc.uuid(),
  )
  .map(([over, data, id]) => aHeartbeat({ id, data: { healthy: true, coversS: 60, ...data }, ...over }));
/** A good body with bytes flipped, cut out, doubled or put in. */
const mangledBytes = fc
  .tuple(
    fc.array(fc.oneof(mangledEvents, fc.constant(aHeartbeat())), { minLength: 1, maxLength: 3 }),
    fc.array(fc.tuple(fc.nat(600), fc.nat(3), fc.uint8Array({ maxLength: 6 })), { maxLength: 5 }),
  )
  .map(([events, cuts]) => {
    let body = Buffer.from(JSON.stringify(events.length === 1 ? events[0] : events));
    for (const [at, gone, put] of cuts) body = Buffer.concat([body.subarray(0, at), put, body.subarray(at + gone)]);
    return body;
  });
const raw = fc.constantFrom(
  '{"id":1,"id":2,"id":3}',
  '[[[[]]]]',
  '"\\ud800"',
  '1e99999',
  '-',
  'NaN',
  '\ufeff{}',
  '{"a":'.repeat(5_000),
  JSON.stringify(aHeartbeat()).replace('"id"', '"id":"first","id"'),
  JSON.stringify(aHeartbeat()).replace('60', '1e400'),
  JSON.stringify(aHeartbeat()).replace('60', '99999999999999999999999999'),
);
const types = [
  'application/json',
  'application/x-ndjson',
  'application/cloudevents+json',
  'application/cloudevents-batch+json',
];

/** A body as a broken or hostile sender would post it, in any form the door reads, with its headers. */
export const hostileBodies: fc.Arbitrary<{ readonly bytes: Buffer; readonly headers: Record<string, string> }> = fc
  .tuple(
    fc.oneof(
      mangledBytes,
      raw.map((text) => Buffer.from(text)),
    ),
    fc.constantFrom(...types),
    fc.boolean(),
  )
  .map(([bytes, type, gzip]) => ({
    bytes: gzip ? gzipSync(bytes) : bytes,
    headers: { 'content-type': type, ...(gzip && { 'content-encoding': 'gzip' }) },
  }));
