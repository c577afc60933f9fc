import { jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { followLog, type LogReader } from '#shared/service/follow-log.ts';
import { createLog } from '#shared/service/log.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { randomCity } from '../../support/database.ts';

let nats: Awaited<ReturnType<typeof connect>>;
const stream = `LOG_${randomCity()}`;
beforeAll(async () => {
  nats = await connect(natsAddress(inject('servers').natsUrl));
  await (await jetstreamManager(nats)).streams.add({ name: stream, subjects: [stream] });
  await jetstream(nats).publish(stream, '[]');
});
afterAll(async () => {
  await (await jetstreamManager(nats)).streams.delete(stream);
  await nats.close();
});

const follow = async (reader: Partial<LogReader>, signal: AbortSignal) =>
  followLog(await jetstreamManager(nats), {
    stream,
    reader: { startAt: () => Promise.resolve(0), take: () => undefined, ...reader },
    log: createLog('test', 'silent'),
    signal,
  });

it('told to stop while it looks for its place, it stops', async () => {
  const stopping = new AbortController();
  const startAt = () => {
    stopping.abort();
    return Promise.resolve(0);
  };
  await follow({ startAt }, stopping.signal);
});

it('a reader that fails on a frame is not asked for ever', async () => {
  const take = () => {
    throw new TypeError('a mistake of the program');
  };
  await expect(follow({ take }, AbortSignal.timeout(8_000))).rejects.toThrow(/frame 1/);
});
