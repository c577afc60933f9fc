import type { NatsConnection } from '@nats-io/transport-node';
import type { DutyMessage } from '#shared/wire/duty.ts';

/** What one message of NATS may hold, with room to spare. */
const mostBytes = 900_000;

/**
 * Tells what a commit changed; one that changed nothing too, so that who listens knows that somebody judges. What does not fit
 * into one message is told by its number alone: who listens reads it from the database.
 */
export function publishChange(nats: NatsConnection, subject: string, message: DutyMessage): void {
  const text = JSON.stringify(message);
  const fits = Buffer.byteLength(text) <= mostBytes;
  nats.publish(subject, fits ? text : JSON.stringify({ change: message.change, worlds: [] } satisfies DutyMessage));
}
