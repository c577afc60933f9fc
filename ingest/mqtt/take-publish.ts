import { sleep } from '#shared/service/retry.ts';
import { isProblem, type Door } from '../door/door.ts';
import { unavailable } from '../door/http/answer.ts';
import { problem } from '../door/http/problem.ts';
import type { SenderUse } from '../door/keys/sender-use.ts';
import { findKeyFault, type Sender } from '../door/keys/sender.ts';
import { limits } from '../door/limits.ts';
import { takeBatch, type TakenBatch } from '../door/take-batch.ts';
import { mqttLimits } from './limits.ts';
import type { ReadPayload } from './read-payload.ts';

/** What publishes are taken with; rates are the keys' own, whichever door they come through. */
export type Taking = { readonly door: Door; readonly use: SenderUse; readonly readPayload: ReadPayload };

/**
 * Takes the events of a payload. What cannot be taken now waits for a while: for its key's rate, for room, for the log.
 * MQTT 3.1.1 knows no "later", so the one other way is to send the device away, and a device that comes back at once
 * with everything it has costs more than one that waits. `isGone` ends the waiting.
 */
export async function takePublish(
  taking: Taking,
  { kid, payload, isGone }: { kid: string; payload: Buffer; isGone: () => boolean },
): Promise<TakenBatch> {
  const untilMs = performance.now() + mqttLimits.holdMs;
  for (;;) {
    const taken = await takeNow(taking, kid, payload);
    if (!('notNow' in taken) || taken.notNow.status === 401) return taken;
    const waitMs = Math.max(mqttLimits.holdLookMs, taken.waitMs ?? 0);
    if (isGone() || taking.door.isClosing() || performance.now() + waitMs > untilMs) return taken;
    await sleep(waitMs);
  }
}

async function takeNow({ door, use, readPayload }: Taking, kid: string, payload: Buffer): Promise<TakenBatch> {
  const sender = findSender(door, kid);
  if (isProblem(sender)) return { notNow: sender, events: 1 };
  // Before anything is unpacked: most waiting is for the log.
  if (!door.isLogUp()) return { notNow: unavailable('away'), events: 1 };
  const entered = use.enter(sender, door.now());
  if (!entered)
    return { notNow: problem('rate-exceeded', `this key has ${limits.requestsPerKey} requests open`), events: 1 };
  try {
    const { bucket } = entered;
    const waitMs = bucket.waitMs(door.now());
    if (waitMs > 0) return { notNow: problem('rate-exceeded', 'more than this key may send'), events: 1, waitMs };
    const body = await readPayload(payload);
    if (!isProblem(body)) return takeBatch(door, { sender, bucket, form: 'either', body });
    door.noteRefused(sender, body);
    return { refused: body };
  } finally {
    entered.leave();
  }
}

/** Looked up at every publish: a connection may outlast its key. */
function findSender(door: Door, kid: string): Sender | ReturnType<typeof problem> {
  const sender = door.registry().senders?.get(kid);
  const fault = sender ? findKeyFault(sender, door.now()) : 'this key is no longer known';
  return sender && fault === undefined ? sender : problem('unauthenticated', fault ?? 'this key is no longer known');
}
