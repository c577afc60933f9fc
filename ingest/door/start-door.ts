import { randomBytes } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { newShortId } from '#shared/access/short-id.ts';
import type { Log } from '#shared/service/log.ts';
import { ensureStreams, type StreamsConfig } from '#shared/service/streams.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import type { Door } from './door.ts';
import { createTickMaker } from './framing/clock-ticks.ts';
import { createFraming } from './framing/frames.ts';
import { followLink } from './framing/link.ts';
import { publishFrame } from './framing/publish-frame.ts';
import { openDoor } from './http/server.ts';
import { createSenderUse } from './keys/sender-use.ts';
import { limits } from './limits.ts';
import { openPseudonyms } from './personal/pseudonym.ts';
import { createRefusedKeeper } from './quarantine/keep-refused.ts';
import { serveQuarantine } from './quarantine/quarantine-commands.ts';
import { openQuarantineStore } from './quarantine/quarantine-store.ts';
import { openSeal } from './quarantine/seal.ts';
import { copyRegistry } from './registry/registry-copy.ts';

export type DoorConfig = {
  readonly city: string;
  readonly port: number;
  readonly secretsDir: string;
  readonly streams: StreamsConfig;
};

export type RunningDoor = { readonly port: number; readonly stop: () => Promise<void> };

const tickMs = 1_000;
/** Of the 20 s that a process has to stop in, this much is for requests under way. */
const stopGraceMs = 9_000;

/** Opens the door on a NATS connection: streams ensured, registry copied, ticks running, requests answered. */
export async function startDoor(config: DoorConfig, nats: NatsConnection, log: Log): Promise<RunningDoor> {
  const now = Date.now;
  const newFrameId = (): string => randomBytes(16).toString('hex');
  const subjects = subjectsOf(config.city);
  const pseudonym = openPseudonyms(config.secretsDir, now);
  const seal = openSeal(config.secretsDir, subjects.quarantineStream);
  const link = followLink(nats);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config.streams);

  const registry = copyRegistry(nats, subjects.registryBucket, log);
  const publishing = {
    js: jsm.jetstream(),
    link,
    subject: subjects.events,
    stream: subjects.eventsStream,
    publishMs: limits.publishMs,
    publishDeadlineMs: limits.publishDeadlineMs,
    newId: newFrameId,
    log,
  };
  // Some NATS take less in a message than ours; half of it leaves room for the headers.
  const payloadBytes = (nats.info?.max_payload ?? limits.frameBytes * 2) / 2;
  const bounds = { ...limits, frameBytes: Math.min(limits.frameBytes, payloadBytes) };
  const framing = createFraming(bounds, (frame) => publishFrame(frame, publishing));
  const quarantine = openQuarantineStore(jsm, subjects, seal, now);
  const keeper = createRefusedKeeper({ store: quarantine.store, newId: () => newShortId(10), now, log });
  let closing = false;
  const door: Door = {
    registry: registry.current,
    framing,
    isLogUp: link.isUp,
    isClosing: () => closing,
    pseudonym,
    keepRefused: keeper.keep,
    now,
    log,
  };
  const subscriptions = serveQuarantine(nats, subjects, { door, quarantine });
  const receiving = { door, use: createSenderUse(), budget: { takenBytes: 0 } };
  const isReady = (): boolean => {
    const { senders, assets, clocks } = registry.current();
    return link.isUp() && senders !== undefined && assets !== undefined && clocks !== undefined;
  };
  const server = await openDoor(receiving, { port: config.port, isReady });
  const makeTicks = createTickMaker(config.city, newShortId());
  const ticking = setInterval(() => {
    // A tick that cannot be stored now is a hole, and is to be seen as one.
    if (!link.isUp()) return;
    for (const tick of makeTicks(registry.current().clocks ?? new Map(), now())) framing.add(JSON.stringify(tick));
  }, tickMs);

  return {
    port: server.port,
    stop: async () => {
      closing = true;
      await server.stop(stopGraceMs);
      clearInterval(ticking);
      for (const subscription of subscriptions) subscription.unsubscribe();
      await framing.drain();
      await keeper.stop();
      registry.stop();
    },
  };
}
