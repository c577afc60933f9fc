import type { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import { Aedes, type Client, type Subscription } from 'aedes';
import { mqttTopics } from '#shared/wire/mqtt-topics.ts';
import { problem } from '../door/http/problem.ts';
import { findKeyFault } from '../door/keys/sender.ts';
import { answerPublish, type Answering } from './answer-publish.ts';
import { returnCodes } from './check-connect.ts';
import { createLetIn } from './let-in.ts';
import { mqttLimits } from './limits.ts';
import type { EndReason } from './mqtt-metrics.ts';
import { PacketGate, type GateFault, type HeldBytes } from './packet-gate.ts';
import { refusedWhole } from './publish-verdicts.ts';
import { endSession, openSession, tellVerdicts, type Session } from './session.ts';

/*
 * The protocol is aedes'; what it is asked, this file answers. aedes writes PUBACK before its own `publish`, and only
 * `authorizePublish` runs earlier: so events go into the log there, and the callback is called when the log has them.
 *
 * Nothing outlives a connection: every session is clean, whatever the device asks, and says so (`session present` is 0).
 * A device keeps its own events until they are acknowledged; what we kept for it could be lost.
 */

export type MqttBroker = {
  /** Takes over a connection; `onKnown` is called when it has said who it is. */
  readonly welcome: (socket: Socket, onKnown: () => void) => void;
  readonly connections: () => number;
  /** Ends the connections of keys that may no longer be used. */
  readonly endInvalid: () => void;
  /** Takes no more packets, lets publishes on their way be answered for at most `graceMs`, and ends every connection. */
  readonly stop: (graceMs: number) => Promise<void>;
};

/** Opens the broker; connections are handed to it by whoever listens. */
export async function openBroker(answering: Answering, held: HeldBytes): Promise<MqttBroker> {
  const { door, metrics, log } = answering;
  const open = new Set<Session>();
  // Of ended connections too: the broker may still be at work for one.
  const sessions = new WeakMap<Client, Session>();
  const sessionOf = (client: Client): Session => {
    const session = sessions.get(client);
    if (!session) throw new Error('a packet of a connection that was never welcomed');
    return session;
  };

  const countOf = (kid: string): number => {
    let count = 0;
    for (const session of open) if (session.kid === kid) count += 1;
    return count;
  };

  const broker = await Aedes.createBroker({
    connectTimeout: mqttLimits.connectMs,
    drainTimeout: mqttLimits.drainMs,
    maxTopicLevels: mqttLimits.topicLevels,
    ...createLetIn({ door, sessionOf, countOf, log }),
    authorizePublish: (client, packet, done) => {
      if (client) answerPublish(answering, { session: sessionOf(client), packet }, done);
    },
    authorizeSubscribe: (client, subscription, done) => {
      done(null, mayRead(sessionOf(client), subscription) ? subscription : null);
    },
  });
  const noteFault = (client: Client, error: Error): void => {
    sessionOf(client).endedBy ??= reasons.get(error.message) ?? 'protocol';
  };

  broker.on('client', (client) => {
    // aedes registers a device that is gone since its CONNECT, and would keep it for ever.
    if (client.closed) (broker as unknown as Registering).unregisterClient(client);
  });
  broker.on('clientReady', (client) => {
    metrics.noteConnect();
    sessionOf(client).gate.open();
  });
  broker.on('unsubscribe', (topics, client) => {
    const session = sessionOf(client);
    if (session.kid !== undefined && topics.includes(mqttTopics(session.kid).verdicts)) session.wantsVerdicts = false;
  });
  broker.on('clientError', noteFault);
  broker.on('connectionError', noteFault);
  (broker as EventEmitter).on('error', (error: Error) => {
    log.error({ err: error }, 'the MQTT broker failed at something');
  });

  return {
    connections: () => open.size,
    welcome: (socket, onKnown) => {
      const gate = new PacketGate(socket, held, (fault) => {
        void endByFault(session, fault);
      });
      const session = openSession(broker.handle(gate), gate, onKnown);
      sessions.set(session.client, session);
      open.add(session);
      gate.once('close', () => {
        open.delete(session);
        metrics.noteEnd(session.endedBy ?? 'left');
        log.debug({ kid: session.kid, reason: session.endedBy ?? 'left' }, 'an MQTT connection ended');
      });
    },
    endInvalid: () => {
      const { senders } = door.registry();
      for (const session of senders ? open : []) {
        if (session.kid === undefined) continue;
        const sender = senders?.get(session.kid);
        if (!sender || findKeyFault(sender, door.now()) !== undefined) endSession(session, 'key-ended');
      }
    },
    stop: async (graceMs) => {
      const untilMs = performance.now() + graceMs;
      for (const { gate } of open) gate.closeForMore();
      await Promise.all([...open].map((session) => endAnswered(session, untilMs - performance.now())));
      await new Promise<void>((resolve) => {
        broker.close(resolve);
      });
    },
  };
}

/** What aedes has and does not declare. */
type Registering = { readonly unregisterClient: (client: Client) => void };

function mayRead(session: Session, { topic }: Subscription): boolean {
  if (session.kid === undefined || topic !== mqttTopics(session.kid).verdicts) return false;
  session.wantsVerdicts = true;
  return true;
}

/** aedes tells these two by their words only. */
const reasons: ReadonlyMap<string, EndReason> = new Map<string, EndReason>([
  ['keep alive timeout', 'silent'],
  ['connect did not arrive in time', 'silent'],
  ['drain timeout', 'slow'],
]);

async function endByFault(session: Session, fault: GateFault): Promise<void> {
  session.endedBy ??= fault;
  if (fault === 'version') session.gate.write(Buffer.from([0x20, 2, 0, returnCodes.badVersion]));
  if (fault === 'oversize') {
    const refused = problem(
      'too-large',
      `a publish is at most ${mqttLimits.publishBytes} bytes; send fewer events at once`,
    );
    await tellVerdicts(session, { packetId: null, ...refusedWhole(refused, 'refuse').verdicts });
  }
  session.client.close();
}

async function endAnswered(session: Session, graceMs: number): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  await Promise.race([
    session.lastAnswered,
    new Promise((resolve) => {
      late = setTimeout(resolve, graceMs);
    }),
  ]);
  clearTimeout(late);
  endSession(session, 'closing');
}
