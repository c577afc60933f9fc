import { randomUUID } from 'node:crypto';
import { headers, type MsgHdrs, type NatsConnection } from '@nats-io/transport-node';
import type { CommandAnswer, CommandEnvelope } from '../wire/commands.ts';
import { signatureHeader, signCommand, type CommandKey } from './command-key.ts';

/** A command to send: in whose name, and what. Without `key` it is not signed, and answered only where anybody may ask. */
type SentCommand = {
  readonly actor: string;
  readonly body: unknown;
  readonly reason?: string | undefined;
  readonly id?: string;
  readonly key?: CommandKey;
};

/**
 * Sends a command to the process that owns the matter and returns its answer. No answer in `timeoutMs` is `unavailable`;
 * the command may still have been carried out, and asking again with the same `id` returns its first answer.
 */
export async function requestCommand<T>(
  nats: NatsConnection,
  subject: string,
  command: SentCommand,
  timeoutMs = 10_000,
): Promise<CommandAnswer<T>> {
  const { key, ...said } = command;
  const envelope: CommandEnvelope = { id: randomUUID(), ...said, sentAt: new Date().toISOString() };
  const bytes = new TextEncoder().encode(JSON.stringify(envelope));
  try {
    const signed = key && { headers: toHeaders(signCommand(key, subject, bytes)) };
    const reply = await nats.request(subject, bytes, { timeout: timeoutMs, ...signed });
    return reply.json<CommandAnswer<T>>();
  } catch {
    return { ok: false, code: 'unavailable', message: `no answer on ${subject}; is the system running? (npm start)` };
  }
}

function toHeaders(signature: string): MsgHdrs {
  const made = headers();
  made.set(signatureHeader, signature);
  return made;
}
