import { JetStreamApiError, jetstreamManager, StorageType } from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';

const STREAM_NOT_FOUND = 10_059;
const WRONG_LAST_SEQUENCE = new Set([10_071, 10_164]);

// Reads go to the stream itself, not to whichever copy answers first: an old answer would only cost a refused write,
// but a missing bucket must be told from a missing answer. Handed over as copies: the client writes into its options.
const OPTIONS = { storage: StorageType.File, history: 1, allow_direct: false };

/** Opens the registry's bucket, making it when it is not there. Throws when it exists and would lose its contents. */
export async function openBucket(nats: NatsConnection, name: string): Promise<{ kv: KV; created: boolean }> {
  const manager = await jetstreamManager(nats, { checkAPI: false });
  try {
    const { config } = await manager.streams.info(`KV_${name}`);
    if (config.storage !== StorageType.File) {
      throw new Error(`The bucket ${name} is kept in memory only. Delete it: it is then made anew, on disk.`);
    }
    return { kv: await new Kvm(nats).open(name, { ...OPTIONS }), created: false };
  } catch (error) {
    if (!hasCode(error, (code) => code === STREAM_NOT_FOUND)) throw error;
    return { kv: await new Kvm(nats).create(name, { ...OPTIONS }), created: true };
  }
}

/**
 * Makes a document in the bucket what `read` says, and returns whether that was a change. `read` runs after the present
 * document was seen, and the write is refused if somebody else wrote meanwhile; then all is done again. So the document
 * never goes back to an older state, however many offices publish and however late a write arrives.
 */
export async function putDocument(kv: KV, key: string, read: () => Promise<string>): Promise<boolean> {
  for (;;) {
    const present = await kv.get(key);
    const text = await read();
    if (present?.operation === 'PUT' && present.string() === text) return false;
    try {
      await (present ? kv.update(key, text, present.revision) : kv.create(key, text));
      return true;
    } catch (error) {
      if (!hasCode(error, (code) => WRONG_LAST_SEQUENCE.has(code))) throw error;
    }
  }
}

function hasCode(error: unknown, isWanted: (code: number) => boolean): boolean {
  return error instanceof JetStreamApiError && isWanted(error.code);
}
