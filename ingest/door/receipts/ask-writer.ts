import type { NatsConnection } from '@nats-io/transport-node';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import type { CountedDays, CountedIds, ReceiptsAsked } from '#shared/wire/receipts.ts';

/** Asks the writer what was counted. Never rejects; a writer that is away is `unavailable`. */
export type AskWriter = {
  (asked: ReceiptsAsked & { what: 'days' }): Promise<CommandAnswer<CountedDays>>;
  (asked: ReceiptsAsked & { what: 'ids' }): Promise<CommandAnswer<CountedIds>>;
};

/** Longer than the writer gives its database. */
const writerMs = 12_000;

/** Asks over NATS, on `subject`. */
export function createAskWriter(nats: NatsConnection, subject: string): AskWriter {
  return async <Value>(asked: ReceiptsAsked): Promise<CommandAnswer<Value>> => {
    try {
      const reply = await nats.request(subject, JSON.stringify(asked), { timeout: writerMs });
      return reply.json<CommandAnswer<Value>>();
    } catch {
      const message = 'receipts cannot be told now: the writer, which counts, does not answer; ask again';
      return { ok: false, code: 'unavailable', message };
    }
  };
}
