import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { expect, inject, it } from 'vitest';
import { natsAddress } from '#shared/service/nats-address.ts';
import { readLag } from '#shared/service/read-lag.ts';

it('a place is behind by the age of the next frame, and by nobody knows how much when that frame is gone', async () => {
  const nc = await connect(natsAddress(inject('servers').natsUrl));
  const jsm = await jetstreamManager(nc);
  const stream = `LAG_${crypto.randomUUID().slice(0, 8)}`;
  await jsm.streams.add({ name: stream, subjects: [stream], allow_direct: true });
  try {
    for (const frame of ['1', '2', '3']) await jetstream(nc).publish(stream, frame);
    expect(await readLag(jsm, stream, 3)).toMatchObject({ frames: 0, seconds: 0 });
    expect((await readLag(jsm, stream, 1)).seconds).toBeGreaterThanOrEqual(0);
    await jsm.streams.deleteMessage(stream, 2);
    expect(await readLag(jsm, stream, 1)).toMatchObject({ frames: 2, seconds: undefined });
  } finally {
    await jsm.streams.delete(stream);
    await nc.close();
  }
});
