import { expect, test } from 'vitest';
import { findKeyFault, toSender } from '../../../ingest/door/keys/sender.ts';
import { aKey } from '../../support/test-registry.ts';

test('a revoked key is revoked, also while this clock is behind the one that revoked it', () => {
  const nowMs = Date.parse('2026-11-01T00:00:00Z');
  expect(findKeyFault(toSender(aKey('aaaaaaaa')), nowMs)).toBeUndefined();
  const revoked = aKey('aaaaaaaa', { revokedAt: '2026-11-01T00:30:00Z' });
  expect(findKeyFault(toSender(revoked), nowMs)).toMatch(/revoked/);
});
