import { JetStreamApiError, type JetStreamManager } from '@nats-io/jetstream';
import type { Seal } from '#shared/service/seal.ts';
import type { Subjects } from '#shared/wire/subjects.ts';
import { refusedEvents, type RefusedEvent } from './refused-event.ts';

/** One sealed message of the quarantine stream, opened. */
export type KeptMessage = { readonly seq: number; readonly events: readonly RefusedEvent[] };

export type QuarantineStore = {
  /** Seals events into one message. Rejects when it is not acknowledged. */
  readonly store: (events: readonly RefusedEvent[]) => Promise<void>;
  /** Every message from `from` on that this key can open, oldest first, without events past their keeping. */
  readonly read: (from?: number) => AsyncGenerator<KeptMessage>;
  /** The number of the newest message. */
  readonly last: () => Promise<number>;
  readonly remove: (seq: number) => Promise<void>;
};

const keptMs = 7 * 86_400_000;

/** The quarantine stream behind its seal. */
export function openQuarantineStore(
  jsm: JetStreamManager,
  subjects: Subjects,
  seal: Seal,
  now: () => number,
): QuarantineStore {
  const stream = subjects.quarantineStream;
  const js = jsm.jetstream();
  const open = (sealed: Uint8Array): RefusedEvent[] => {
    const text = seal.open(sealed);
    const events = text === undefined ? undefined : refusedEvents.safeParse(JSON.parse(text)).data;
    // A message that was written anew without the events that left it is younger than what it holds.
    return (events ?? []).filter(({ at }) => Date.parse(at) + keptMs > now());
  };
  return {
    store: async (events) => {
      await js.publish(subjects.quarantine, seal.close(JSON.stringify(events)), {
        expect: { streamName: stream },
        timeout: 5_000,
      });
    },
    last: async () => (await jsm.streams.info(stream)).state.last_seq,
    read: async function* (from = 0) {
      const { state } = await jsm.streams.info(stream);
      for (let seq = Math.max(from, state.first_seq); seq <= state.last_seq;) {
        const message = await jsm.direct.getMessage(stream, { seq, next_by_subj: subjects.quarantine });
        if (!message || message.seq > state.last_seq) return;
        yield { seq: message.seq, events: open(message.data) };
        seq = message.seq + 1;
      }
    },
    remove: async (seq) => {
      try {
        await jsm.streams.deleteMessage(stream, seq);
      } catch (error) {
        // Gone already: its time was up, or another command took it.
        if (!(error instanceof JetStreamApiError && [10037, 10057].includes(error.code))) throw error;
      }
    },
  };
}
