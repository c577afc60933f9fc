import { randomBytes } from 'node:crypto';
import { jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { newShortId } from '#shared/access/short-id.ts';
import { keepCommandKey } from '#shared/service/command-key.ts';
import type { Health } from '#shared/service/health.ts';
import type { Log } from '#shared/service/log.ts';
import { ensureStreams, type StreamsConfig } from '#shared/service/streams.ts';
import type { Tracing } from '#shared/service/tracing.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';
import { openMqtt, type MqttConfig } from '../mqtt/open-mqtt.ts';
import type { Door } from './door.ts';
import { createTickMaker } from './framing/clock-ticks.ts';
import { followLink } from './framing/link.ts';
import { seldom } from './framing/seldom.ts';
import { attendDoor } from './health/attend-door.ts';
import { observeDoor } from './health/observe-door.ts';
import { watchLog } from './health/watch-log.ts';
import { createBodyBudget } from './http/body-budget.ts';
import { openDoor } from './http/server.ts';
import { createSenderUse } from './keys/sender-use.ts';
import { serveKeyUses } from './keys/serve-key-uses.ts';
import { limits } from './limits.ts';
import { openPseudonyms } from './personal/pseudonym.ts';
import { createRefusedKeeper } from './quarantine/keep-refused.ts';
import { serveQuarantine } from './quarantine/quarantine-commands.ts';
import { openQuarantineStore } from './quarantine/quarantine-store.ts';
import { openSeal } from './quarantine/seal.ts';
import { openReceipts } from './receipts/open-receipts.ts';
import { openGate } from './rights/judge-act.ts';
import { copyRegistry } from './registry/registry-copy.ts';

export type DoorConfig = {
  readonly city: string;
  readonly port: number;
  readonly secretsDir: string;
  /** IANA zone of the city's civil day. */
  readonly timeZone: string;
  readonly dataDir: string;
  readonly streams: StreamsConfig;
  /** A folder on the disk the log is on; undefined: that disk cannot be seen from here. */
  readonly logDir: string | undefined;
  /** Undefined: devices do not come by MQTT. */
  readonly mqtt: MqttConfig | undefined;
};

export type RunningDoor = {
  readonly port: number;
  readonly mqttPort: number | undefined;
  readonly stop: () => Promise<void>;
};

type Told = { readonly log: Log; readonly health: Health; readonly tracing: Tracing | undefined };

const tickMs = 1_000;
/** In whose name the door adds its ticks: no key's, so that they wait behind nobody's flood. */
const TICKS = '';
/** Of the 20 s that a process has to stop in, this much is for requests under way. */
const stopGraceMs = 9_000;

/** Opens the door on a NATS connection: streams ensured, registry copied, ticks running, requests answered. */
export async function startDoor(
  config: DoorConfig,
  nats: NatsConnection,
  { log, health, tracing }: Told,
): Promise<RunningDoor> {
  const now = Date.now;
  const newFrameId = (): string => randomBytes(16).toString('hex');
  const subjects = subjectsOf(config.city);
  const pseudonym = openPseudonyms(config.secretsDir, now);
  const seal = openSeal(config.secretsDir, subjects.quarantineStream);
  const link = followLink(nats);
  const jsm = await jetstreamManager(nats);
  await ensureStreams(jsm, subjects, config.streams);
  const logWatch = watchLog({
    ...{ jsm, stream: subjects.eventsStream, isLinkUp: link.isUp, elapsedMs: () => performance.now() },
  });
  await logWatch.look();

  const registry = copyRegistry(nats, subjects.registryBucket, log);
  const publishing = {
    js: jsm.jetstream(),
    link,
    subject: subjects.events,
    stream: subjects.eventsStream,
    publishMs: limits.publishMs,
    publishDeadlineMs: limits.publishDeadlineMs,
    newId: newFrameId,
    onFull: seldom(60_000, now, () => {
      log.error({ stream: subjects.eventsStream }, 'the log is full: senders are told to try later; make room for it');
    }),
    log,
  };
  // Some NATS take less in a message than ours; half of it leaves room for the headers.
  const payloadBytes = (nats.info?.max_payload ?? limits.frameBytes * 2) / 2;
  const bounds = { ...limits, frameBytes: Math.min(limits.frameBytes, payloadBytes) };
  const budget = createBodyBudget(limits.bodiesBytes);
  const { metrics, openFraming, observeRequest } = observeDoor(
    { health, tracing, noteFrame: logWatch.noteFrame },
    budget.takenBytes,
  );
  const framing = openFraming(bounds, publishing);
  const quarantine = openQuarantineStore(jsm, subjects, seal, now);
  const gate = openGate(nats, subjects, keepCommandKey(config.dataDir));
  const receipts = openReceipts(
    { dir: config.secretsDir, timeZone: config.timeZone },
    { nats, subjects, quarantine, gate },
    { now, log },
  );
  const keeper = createRefusedKeeper({ store: quarantine.store, newId: () => newShortId(10), now, log });
  let closing = false;
  const door: Door = {
    registry: registry.current,
    framing,
    isLogUp: link.isUp,
    isClosing: () => closing,
    pseudonym,
    keepRefused: metrics.countRefused(keeper.keep),
    noteRefused: receipts.noteRefused,
    now,
    log,
  };
  const use = createSenderUse();
  const subscriptions = [
    ...serveQuarantine(nats, subjects, { door, quarantine, gate }),
    serveKeyUses(nats, subjects, { use, gate, now }),
  ];
  const receiving = { door, use, budget, receipts: receipts.deskOf(door) };
  const isRegistryKnown = (): boolean => Object.values(registry.current()).every((part) => part !== undefined);
  const server = await openDoor(receiving, {
    port: config.port,
    isReady: () => logWatch.standing() === 'taking' && isRegistryKnown(),
    observe: observeRequest,
  });
  const mqtt = config.mqtt && (await openMqtt(config.mqtt, { door, use: receiving.use, metrics: health.metrics }));
  const ticking = keepTicking(config.city, door, metrics.noteTicks);
  health.attend(
    attendDoor({
      ...{ jsm, subjects, isRegistryKnown, log: logWatch },
      ...{ logDir: config.logDir, metrics: health.metrics, mqtt },
    }),
  );

  return {
    port: server.port,
    mqttPort: mqtt?.port,
    stop: async () => {
      closing = true;
      await Promise.all([server.stop(stopGraceMs), mqtt?.stop(stopGraceMs)]);
      clearInterval(ticking);
      logWatch.stop();
      for (const subscription of subscriptions) subscription.unsubscribe();
      await framing.drain();
      await keeper.stop();
      receipts.stop();
      registry.stop();
    },
  };
}

/** Adds the ticks of each second. */
function keepTicking(city: string, door: Door, onTicks: (ticks: number) => void): NodeJS.Timeout {
  const makeTicks = createTickMaker(city, newShortId());
  return setInterval(() => {
    // A tick that cannot be stored now is a hole, and is to be seen as one.
    if (!door.isLogUp()) return;
    const ticks = makeTicks(door.registry().clocks ?? new Map(), door.now());
    for (const tick of ticks) door.framing.add(TICKS, JSON.stringify(tick));
    onTicks(ticks.length);
  }, tickMs);
}
