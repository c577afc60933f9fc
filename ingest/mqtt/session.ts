import type { Client } from 'aedes';
import { mqttTopics } from '#shared/wire/mqtt-topics.ts';
import { mqttLimits } from './limits.ts';
import type { EndReason } from './mqtt-metrics.ts';
import type { PacketGate } from './packet-gate.ts';
import type { PublishVerdicts } from './publish-verdicts.ts';

/** One connection, from its first byte to its end. */
export type Session = {
  readonly client: Client;
  readonly gate: PacketGate;
  /** Called when it has said who it is. */
  readonly onKnown: () => void;
  /** What its CONNECT said that the broker does not pass on. */
  asked: { readonly clientId: string; readonly keepaliveS: number; readonly hasWill: boolean };
  /** Its key's name; undefined until it has said who it is. */
  kid: string | undefined;
  wantsVerdicts: boolean;
  /** Whether publishes are still taken: behind one that must be sent again none is, or its events would be overtaken. */
  takesMore: boolean;
  /** Verdicts written and not read yet. */
  unreadBytes: number;
  /** Publishes are judged one after the other, and answered in the same order. */
  lastTaken: Promise<unknown>;
  lastAnswered: Promise<void>;
  endedBy: EndReason | undefined;
};

/** A connection that has said nothing yet. */
export function openSession(client: Client, gate: PacketGate, onKnown: () => void): Session {
  return {
    ...{
      client,
      gate,
      onKnown,
      kid: undefined,
      wantsVerdicts: false,
      takesMore: true,
      unreadBytes: 0,
      endedBy: undefined,
    },
    ...{ lastTaken: Promise.resolve(), lastAnswered: Promise.resolve() },
    asked: { clientId: '', keepaliveS: 0, hasWill: false },
  };
}

/** Ends a connection; the first reason is the one that counts. */
export function endSession(session: Session, reason: EndReason): void {
  session.endedBy ??= reason;
  session.client.close();
}

/**
 * Tells verdicts to a device that asked to be told; resolves once they are on their way. One that does not read them is
 * cut: they must not pile up here.
 */
export function tellVerdicts(session: Session, verdicts: PublishVerdicts): Promise<void> {
  const { client, kid } = session;
  if (!session.wantsVerdicts || kid === undefined || client.closed) return Promise.resolve();
  const payload = Buffer.from(JSON.stringify(verdicts));
  if (session.unreadBytes > mqttLimits.unreadBytes) {
    endSession(session, 'slow');
    return Promise.resolve();
  }
  session.unreadBytes += payload.length;
  return new Promise((resolve) => {
    const { verdicts: topic } = mqttTopics(kid);
    client.publish({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }, () => {
      session.unreadBytes -= payload.length;
      resolve();
    });
  });
}
