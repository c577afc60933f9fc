import type { PublishPacket } from 'aedes';
import type { Log } from '#shared/service/log.ts';
import { unavailable } from '../door/http/answer.ts';
import { problem } from '../door/http/problem.ts';
import { settleTaken } from '../door/take-batch.ts';
import { checkPublish } from './check-publish.ts';
import type { MqttMetrics } from './mqtt-metrics.ts';
import { judged, notTaken, refusedWhole, type PublishOutcome } from './publish-verdicts.ts';
import { tellVerdicts, type Session } from './session.ts';
import { takePublish, type Taking } from './take-publish.ts';

export type Answering = Taking & { readonly metrics: MqttMetrics; readonly log: Log };

/**
 * Takes a publish and calls `acknowledge` once every event in it is decided: in the log, or refused for good. When
 * something must be sent again it is never called, and the connection ends: that is how MQTT 3.1.1 says so.
 *
 * Events are judged in the order they came, and answers go out in that order too, as the protocol asks; between the two
 * a connection may have many publishes on their way into the log.
 */
export function answerPublish(
  answering: Answering,
  { session, packet }: { session: Session; packet: PublishPacket },
  acknowledge: () => void,
): void {
  const startMs = performance.now();
  const outcome = decide(answering, session, packet).catch((error: unknown): PublishOutcome => {
    answering.log.error({ err: error }, 'a publish failed');
    return notTaken(problem('unavailable', 'the door failed; send again'), 1);
  });
  const answeredBefore = session.lastAnswered;
  session.lastAnswered = (async () => {
    const { then, verdicts } = await outcome;
    await answeredBefore;
    if (session.endedBy !== undefined || session.client.closed) return;
    answering.metrics.notePublish(then, (performance.now() - startMs) / 1_000);
    const told = tellVerdicts(session, { packetId: packet.messageId ?? null, ...verdicts });
    if (then === 'acknowledge') {
      acknowledge();
      session.gate.acknowledged();
    } else {
      session.endedBy ??= then === 'refuse' ? 'forbidden' : 'send-again';
      session.gate.closeForMore();
      await told;
      session.client.close();
    }
  })();
}

async function decide(answering: Answering, session: Session, packet: PublishPacket): Promise<PublishOutcome> {
  const { kid } = session;
  const takenBefore = session.lastTaken;
  const taking = (async () => {
    await takenBefore;
    if (kid === undefined || !session.takesMore) return { notNow: unavailable('closing'), events: 1 };
    const fault = checkPublish(packet, kid);
    if (fault) return { forbidden: fault };
    const payload = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    // The broker keeps the packet for as long as it likes; nobody reads its payload any more.
    packet.payload = '';
    return takePublish(answering, { kid, payload, isGone: () => session.client.closed });
  })().then((taken) => {
    session.takesMore &&= 'taken' in taken || 'refused' in taken;
    return taken;
  });
  session.lastTaken = taking.catch(() => undefined);
  const taken = await taking;
  if ('forbidden' in taken) return refusedWhole(taken.forbidden, 'refuse');
  if ('refused' in taken) return refusedWhole(taken.refused, 'acknowledge');
  if ('notNow' in taken) return notTaken(taken.notNow, taken.events);
  const { verdicts, cause } = await settleTaken(taken.taken);
  return judged(verdicts, cause);
}
