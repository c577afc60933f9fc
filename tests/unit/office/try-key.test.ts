import { expect, test } from 'vitest';
import { tryLimits } from '#shared/access/try-key.ts';
import type { TryKey } from '#shared/store/try-key-row.ts';
import { findFull } from '../../../stream/office/commands/key-try.ts';

const keysOf = (account: string, count: number): TryKey[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ kid: `${account}${index}`, account, world: 'sim:try-x', source: 'urn:vonglau:try' },
    ...{ expiresAt: new Date(0), revokedAt: null },
  }));

test('an account has a few test keys at a time, whatever others have', () => {
  const { keysPerAccount } = tryLimits;
  expect(findFull([...keysOf('a', keysPerAccount - 1), ...keysOf('b', keysPerAccount)], 'a')).toBeUndefined();
  expect(findFull(keysOf('a', keysPerAccount), 'a')).toContain('this account has');
});

test('a city has only so many, because each keeps a clock running', () => {
  const { keysPerCity } = tryLimits;
  const others = Array.from({ length: keysPerCity }, (_, index) => keysOf(`m${index}`, 1)).flat();
  expect(findFull(others.slice(1), 'a')).toBeUndefined();
  expect(findFull(others, 'a')).toContain('there are');
});
