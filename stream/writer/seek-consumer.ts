import { DeliverPolicy, type Consumer, type JetStreamManager } from '@nats-io/jetstream';
import type { Log } from '#shared/service/log.ts';
import { declaredConsumers } from '#shared/service/streams.ts';
import type { Subjects } from '#shared/wire/subjects.ts';

/**
 * The durable consumer, standing no further than what the database holds. One that is ahead (the database was restored
 * from a backup, or is another one) is made again at the database's place, so that nothing in the log is passed over.
 */
export async function seekConsumer(jsm: JetStreamManager, subjects: Subjects, seq: number, log: Log): Promise<Consumer> {
  const { eventsStream, writerConsumer } = subjects;
  const info = await jsm.consumers.info(eventsStream, writerConsumer);
  if (info.ack_floor.stream_seq > seq) {
    log.warn({ acknowledged: info.ack_floor.stream_seq, committed: seq }, 'the log is ahead of the database; reading it again');
    const declared = declaredConsumers(subjects).find(({ durable_name }) => durable_name === writerConsumer);
    await jsm.consumers.delete(eventsStream, writerConsumer);
    await jsm.consumers.add(eventsStream, { ...declared, deliver_policy: DeliverPolicy.StartSequence, opt_start_seq: seq + 1 });
  }
  return await jsm.jetstream().consumers.get(eventsStream, writerConsumer);
}
