import { expect, test } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';

test('a name and a password before the host are told apart from it', () => {
  expect(natsAddress('nats://vonglau:a%40b@127.0.0.1:4222')).toEqual({
    servers: ['nats://127.0.0.1:4222'],
    ...{ user: 'vonglau', pass: 'a@b' },
  });
  expect(natsAddress('vonglau:x@a:1, tls://vonglau:x@b:2')).toEqual({
    servers: ['a:1', 'tls://b:2'],
    ...{ user: 'vonglau', pass: 'x' },
  });
});

test('an open server is addressed as it is', () => {
  expect(natsAddress('nats://nats:4222')).toEqual({ servers: ['nats://nats:4222'] });
  expect(natsAddress('a:1,b:2')).toEqual({ servers: ['a:1', 'b:2'] });
});
