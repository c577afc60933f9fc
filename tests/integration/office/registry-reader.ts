import { jetstreamManager } from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { inject } from 'vitest';
import { keepCommandKey } from '#shared/service/command-key.ts';
import { natsAddress } from '#shared/service/nats-address.ts';
import { requestCommand } from '#shared/service/request.ts';
import { keysDocument, type SenderKey } from '#shared/wire/registry.ts';
import type { CommandAnswer } from '#shared/wire/commands.ts';
import { subjectsOf } from '#shared/wire/subjects.ts';

/** Sees the office of a city as the other processes do: commands in, documents out. */
export type RegistryReader = {
  readonly nats: NatsConnection;
  readonly ask: <Value = Record<string, unknown>>(
    verb: string,
    body: unknown,
    id?: string,
    actor?: string,
  ) => Promise<CommandAnswer<Value>>;
  /** A document's text and revision; undefined when the bucket or the document is missing. */
  readonly read: (document: string) => Promise<{ text: string; revision: number } | undefined>;
  readonly keys: () => Promise<SenderKey[]>;
  readonly write: (document: string, text: string) => Promise<void>;
  readonly deleteBucket: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Connects to the test's NATS for one city, to command the office of a data folder; `close` removes what the city left there. */
export async function openRegistryReader(city: string, dataDir: string): Promise<RegistryReader> {
  const nats = await connect(natsAddress(inject('servers').natsUrl));
  const subjects = subjectsOf(city);
  const manager = await jetstreamManager(nats);
  const bucket = () => new Kvm(nats).open(subjects.registryBucket);
  const read: RegistryReader['read'] = async (document) => {
    const entry = await (await bucket()).get(document).catch(() => null);
    return entry ? { text: entry.string(), revision: entry.revision } : undefined;
  };
  const deleteBucket = async (): Promise<void> => {
    await manager.streams.delete(`KV_${subjects.registryBucket}`);
  };
  return {
    nats,
    read,
    deleteBucket,
    ask: (verb, body, id, actor = 'local:test') => {
      const command = { actor, key: keepCommandKey(dataDir), body, ...(id !== undefined && { id }) };
      return requestCommand(nats, subjects.command('office', verb), command);
    },
    keys: async () => keysDocument.parse(JSON.parse((await read('keys'))?.text ?? '[]')),
    write: async (document, text) => {
      await (await bucket()).put(document, text);
    },
    close: async () => {
      await deleteBucket().catch(() => undefined);
      await nats.close();
    },
  };
}
