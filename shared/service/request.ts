import { randomUUID } from 'node:crypto';
import type { NatsConnection } from '@nats-io/transport-node';
import type { CommandAnswer, CommandEnvelope } from '../wire/commands.ts';

/**
 * Sends a command to the process that owns the matter and returns its answer. No answer in `timeoutMs` is `unavailable`;
 * the command may still have been carried out, and asking again with the same `id` returns its first answer.
 */
export async function requestCommand<T>(
  nats: NatsConnection,
  subject: string,
  command: { actor: string; body: unknown; reason?: string; id?: string },
  timeoutMs = 10_000,
): Promise<CommandAnswer<T>> {
  const envelope: CommandEnvelope = { id: randomUUID(), ...command };
  try {
    const reply = await nats.request(subject, JSON.stringify(envelope), { timeout: timeoutMs });
    return reply.json<CommandAnswer<T>>();
  } catch {
    return { ok: false, code: 'unavailable', message: `no answer on ${subject}; is the system running? (npm start)` };
  }
}
