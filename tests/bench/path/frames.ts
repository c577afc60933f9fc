import { jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { createLog } from '#shared/service/log.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { declaredStreams, streamsEnv } from '#shared/service/streams.ts';
import { decodeFrame } from '#shared/wire/frame-bytes.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { createFraming } from '../../../ingest/door/framing/frames.ts';
import { followLink } from '../../../ingest/door/framing/link.ts';
import { publishFrame, type Publishing } from '../../../ingest/door/framing/publish-frame.ts';
import { limits } from '../../../ingest/door/limits.ts';
import { PROJECT_DIR } from '../../../infra/setup/folders.ts';
import { makeEvent, readAssets } from '../make-events.ts';
import type { BenchPorts, Figures, Measurement } from '../measurement.ts';
import { median, spread, toFigure } from '../quantiles.ts';
import { startNats } from './start-nats.ts';

/** Publishes without an answer yet; more made one message per event no faster. */
const messagesInFlight = 500;

/**
 * A: events gathered into frames and published by the door's own code. B: the same texts, one message each. Both with
 * message ids, to a stream declared as the log is, flushed to disk before each answer. In turns.
 */
export const measurementFrames: Measurement = {
  name: 'frames',
  about: 'durable events through the log: our frames against one message per event',
  minutes: 2,
  run: async (ports) => {
    const server = await startNats(ports.signal);
    try {
      const nats = await connect(natsAddress(server.url));
      try {
        return await measure(nats, ports);
      } finally {
        await nats.close();
      }
    } finally {
      await server.stop();
    }
  },
};

async function measure(nats: NatsConnection, { quick, say, signal }: BenchPorts): Promise<Figures> {
  const jsm = await jetstreamManager(nats);
  const texts = makeTexts(quick ? 20_000 : 300_000);
  const few = texts.slice(0, quick ? 1_000 : 20_000);
  const framed: number[] = [];
  const single: number[] = [];
  for (let round = -1; round < (quick ? 1 : 5); round += 1) {
    signal.throwIfAborted();
    const a = await inNewStream(jsm, texts, (js, city) => sendFrames(nats, js, city, texts));
    const b = await inNewStream(jsm, few, (js, city) => sendMessages(js, city, few));
    // The first round warms up.
    if (round < 0) continue;
    framed.push(a);
    single.push(b);
    say(`round ${round + 1}: ${Math.round(a)} events/s in frames, ${Math.round(b)} as messages`);
  }
  return {
    ...spread(
      'frames_over_messages',
      framed.map((rate, at) => rate / (single[at] ?? Number.NaN)),
    ),
    frames_events_per_s: toFigure(median(framed)),
    messages_events_per_s: toFigure(median(single)),
  };
}

/** Events as the door writes them into a frame. */
function makeTexts(count: number): string[] {
  const assets = readAssets(`${PROJECT_DIR}/infra/localities/hanoi`);
  const now = new Date();
  const stamps = { unit: '00004', receivedtime: now.toISOString(), world: 'live' };
  return Array.from({ length: count }, (_, n) =>
    JSON.stringify({ ...makeEvent(assets, 'frames', n, now.getTime()), ...stamps }),
  );
}

/** Events a second into a stream of its own, after which the stream must hold every text, in order. */
async function inNewStream(
  jsm: JetStreamManager,
  texts: readonly string[],
  send: (js: JetStreamClient, city: string) => Promise<void>,
): Promise<number> {
  const subjects = subjectsOf('bench');
  const [declared] = declaredStreams(subjects, streamsEnv.parse({ EVENTS_MAX_BYTES: 2 ** 30 }));
  if (!declared) throw new Error('no stream is declared');
  await jsm.streams.add(declared);
  try {
    const startMs = performance.now();
    await send(jsm.jetstream(), 'bench');
    const seconds = (performance.now() - startMs) / 1_000;
    await verifyStream(jsm, declared.name, texts);
    return texts.length / seconds;
  } finally {
    await jsm.streams.delete(declared.name);
  }
}

async function sendFrames(
  nats: NatsConnection,
  js: JetStreamClient,
  city: string,
  texts: readonly string[],
): Promise<void> {
  const subjects = subjectsOf(city);
  let frames = 0;
  const publishing: Publishing = {
    ...{ js, link: followLink(nats), subject: subjects.events, stream: subjects.eventsStream },
    ...{ publishMs: limits.publishMs, publishDeadlineMs: limits.publishDeadlineMs },
    newId: () => `frame-${(frames += 1)}`,
    log: createLog('bench', 'silent'),
  };
  const framing = createFraming(limits, (frame) => publishFrame(frame, publishing));
  const waiting = new Set<Promise<unknown>>();
  for (const text of texts) {
    let frame = framing.add('bench', text);
    while (!frame) {
      const [oldest] = waiting;
      await oldest;
      if (oldest) waiting.delete(oldest);
      frame = framing.add('bench', text);
    }
    waiting.add(frame.settled);
  }
  await framing.drain();
}

async function sendMessages(js: JetStreamClient, city: string, texts: readonly string[]): Promise<void> {
  const { events, eventsStream } = subjectsOf(city);
  let next = 0;
  const sendOn = async (): Promise<void> => {
    for (let n = next++; n < texts.length; n = next++) {
      const msgID = `message-${n}`;
      await js.publish(events, `[${texts[n] ?? ''}]`, { msgID, timeout: 60_000, expect: { streamName: eventsStream } });
    }
  };
  await Promise.all(Array.from({ length: messagesInFlight }, sendOn));
}

async function verifyStream(jsm: JetStreamManager, stream: string, texts: readonly string[]): Promise<void> {
  const { messages } = (await jsm.streams.info(stream)).state;
  const consumer = await jsm.jetstream().consumers.get(stream);
  const stored = new Set<string>();
  let count = 0;
  for await (const message of await consumer.consume({ max_messages: 64 })) {
    for (const { id } of JSON.parse(decodeFrame(message.data)) as { id: string }[]) {
      stored.add(id);
      count += 1;
    }
    if (message.seq >= messages) break;
  }
  if (count !== texts.length || stored.size !== texts.length)
    throw new Error(`${stream}: sent ${texts.length}, stored ${count}, of which ${stored.size} are different`);
}
