import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect } from '@nats-io/transport-node';
import { pino } from 'pino';
import { expect, inject, test } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';
import { copyRegistry } from '../../../ingest/door/registry/registry-copy.ts';
import { randomCity } from '../../support/database.ts';
import { aKey } from '../../support/test-registry.ts';
import { waitFor } from '../../support/wait-for.ts';

test('a bucket made anew is read anew, also where its revisions are those of the old one', async () => {
  const nats = await connect(natsAddress(inject('servers').natsUrl));
  const bucket = `test-${randomCity()}`;
  const put = async (revokedAt: string | null): Promise<void> => {
    const kv = await new Kvm(nats).create(bucket, { history: 1 });
    await kv.put('keys', JSON.stringify([aKey('aaaaaaaa', { revokedAt })]));
  };
  await put(null);
  const copy = copyRegistry(nats, bucket, pino({ level: 'silent' }));
  const revokedAt = (): string | null | undefined => copy.current().senders?.get('aaaaaaaa')?.key.revokedAt;
  await waitFor('the key', () => revokedAt() === null);
  const { streams } = await jetstreamManager(nats);
  await streams.delete(`KV_${bucket}`);
  await put('2026-01-01T00:00:00Z');
  await waitFor('its revocation', () => revokedAt() !== null, 10_000);
  expect(revokedAt()).toBe('2026-01-01T00:00:00Z');
  copy.stop();
  await streams.delete(`KV_${bucket}`);
  await nats.close();
});
