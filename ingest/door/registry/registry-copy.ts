import { Kvm, type KV } from '@nats-io/kv';
import type { NatsConnection } from '@nats-io/transport-node';
import type { z } from 'zod';
import type { Log } from '#shared/service/log.ts';
import { sleep } from '#shared/service/retry.ts';
import { assetsDocument, keysDocument, registryKeys, worldsDocument } from '#shared/wire/registry.ts';
import type { WorldClock } from '#shared/wire/world.ts';
import { toSender, type Sender } from '../keys/sender.ts';
import { indexAssets, type AssetIndex } from './asset-index.ts';

/*
 * The door's own copy of the registry. A watch brings changes at once; because a watch can fall silent without a word,
 * the bucket's place is asked for each five seconds as well, and the documents are read again where it has moved: that
 * is what makes a revocation work within ten. A document that does not fit its schema, or a NATS that is away, leaves the
 * last good copy in use.
 */

/** The last good copy; undefined parts have never been received. */
export type RegistryCopy = {
  readonly senders: ReadonlyMap<string, Sender> | undefined;
  readonly assets: AssetIndex | undefined;
  readonly clocks: ReadonlyMap<string, WorldClock> | undefined;
};

const rereadMs = 5_000;

/** Starts copying; `current` is empty until the first documents arrive. `stop` ends the watch. */
export function copyRegistry(
  nats: NatsConnection,
  bucket: string,
  log: Log,
): { current: () => RegistryCopy; stop: () => void } {
  let copy: RegistryCopy = { senders: undefined, assets: undefined, clocks: undefined };
  const texts = new Map<string, string>();
  const stopping = new AbortController();

  const take = (name: string, revision: number, text: string): void => {
    // Compared by content: a bucket that was lost and made anew counts its revisions from the start again.
    if (texts.get(name) === text) return;
    texts.set(name, text);
    const parsed = parseDocument(name, text);
    if (parsed) copy = { ...copy, ...parsed };
    else if (Object.values<string>(registryKeys).includes(name)) {
      log.error(
        { document: name, revision },
        'a registry document does not fit its schema; the last good one stays in use',
      );
    }
  };
  void rereadForEver(nats, bucket, { take, log, signal: stopping.signal });
  void watchForEver(nats, bucket, { take, log, signal: stopping.signal });
  return {
    current: () => copy,
    stop: () => {
      stopping.abort();
    },
  };
}

function parseDocument(name: string, text: string): Partial<RegistryCopy> | undefined {
  const parse = <Schema extends z.ZodType>(schema: Schema): z.output<Schema> | undefined => {
    try {
      return schema.safeParse(JSON.parse(text)).data;
    } catch {
      return undefined;
    }
  };
  if (name === registryKeys.keys) {
    const keys = parse(keysDocument);
    return keys && { senders: new Map(keys.map((key) => [key.kid, toSender(key)])) };
  }
  if (name === registryKeys.assets) {
    const rows = parse(assetsDocument);
    return rows && { assets: indexAssets(rows) };
  }
  if (name !== registryKeys.worlds) return undefined;
  const clocks = parse(worldsDocument);
  return clocks && { clocks: new Map(clocks.map((clock) => [clock.world, clock])) };
}

type Copying = {
  readonly take: (name: string, revision: number, text: string) => void;
  readonly log: Log;
  readonly signal: AbortSignal;
};

async function rereadForEver(nats: NatsConnection, bucket: string, copying: Copying): Promise<void> {
  let failing = false;
  let place: string | undefined;
  while (!isAborted(copying)) {
    try {
      place = await rereadOnce(await new Kvm(nats).open(bucket), copying.take, place);
      failing = false;
    } catch (error) {
      if (!failing) copying.log.warn({ err: error }, 'the registry cannot be read; the last copy stays in use');
      failing = true;
    }
    await sleep(rereadMs, copying.signal);
  }
}

/** Reads all documents unless the bucket is still where it was when they were read; returns its place before they were. */
async function rereadOnce(kv: KV, take: Copying['take'], known: string | undefined): Promise<string> {
  const { streamInfo } = await kv.status();
  // A bucket that was lost and made anew may come to the same number again.
  const place = `${streamInfo.created} ${String(streamInfo.state.last_seq)}`;
  if (place === known) return place;
  for (const name of Object.values(registryKeys)) {
    const entry = await kv.get(name);
    if (entry?.operation === 'PUT') take(name, entry.revision, entry.string());
  }
  return place;
}

async function watchForEver(nats: NatsConnection, bucket: string, copying: Copying): Promise<void> {
  while (!isAborted(copying)) {
    // What ends a watch is told by the re-reading, which fails of the same.
    await watchOnce(await new Kvm(nats).open(bucket), copying).catch(() => undefined);
    await sleep(rereadMs, copying.signal);
  }
}

async function watchOnce(kv: KV, { take, signal }: Copying): Promise<void> {
  const entries = await kv.watch();
  const stop = (): void => {
    entries.stop();
  };
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const entry of entries) {
      if (entry.operation === 'PUT') take(entry.key, entry.revision, entry.string());
    }
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function isAborted({ signal }: Copying): boolean {
  return signal.aborted;
}
