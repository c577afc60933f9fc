import type { NatsConnection } from '@nats-io/transport-node';
import type { Log } from '#shared/service/log.ts';
import { backoffMs, sleep } from '#shared/service/retry.ts';
import type { Sql } from '#shared/store/sql.ts';
import { openBucket, putDocument } from './registry-bucket.ts';
import { documentNames, readDocument, type DocumentName } from './registry-documents.ts';

export type RegistryPublisher = {
  /** Resolves once these documents in the bucket hold at least what the database holds now. */
  readonly publish: (names: readonly DocumentName[]) => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** How often all documents are compared with the database, which heals whatever was lost or left undone. */
const CHECK_MS = 5_000;

/** Documents to be published together, and who waits for it. */
type Round = { readonly names: readonly DocumentName[]; readonly told: readonly (() => void)[] };
const NOTHING: Round = { names: [], told: [] };

/**
 * Keeps the documents in the bucket equal to the database: after a change at once, and every few seconds in any case.
 * What fails is tried again until it succeeds. Any number of offices may do this at the same time.
 */
export function startRegistryPublisher(options: {
  nats: NatsConnection;
  bucket: string;
  sql: Sql;
  log: Log;
  now: () => number;
  onPublished?: (name: DocumentName) => void;
}): RegistryPublisher {
  const { bucket, log } = options;
  const publishRound = createRoundPublisher(options);
  let next: Round = { names: documentNames, told: [] };
  let wake = new AbortController();
  let stopped = false;

  const run = async (): Promise<void> => {
    for (let failures = 0; !stopped;) {
      wake = new AbortController();
      const round = next;
      next = NOTHING;
      try {
        await publishRound(round.names);
        failures = 0;
        for (const resolve of round.told) resolve();
      } catch (error) {
        next = join(round, next);
        log.error({ err: error, bucket }, 'the registry could not be published; trying again');
        await sleep(backoffMs(failures++, 100, CHECK_MS));
      }
      if (next.names.length === 0) await sleep(CHECK_MS, wake.signal);
      if (next.names.length === 0) next = { names: documentNames, told: [] };
    }
  };
  const running = run();

  return {
    publish: (names) =>
      new Promise((resolve) => {
        next = join(next, { names, told: [resolve] });
        wake.abort();
      }),
    stop: async () => {
      stopped = true;
      wake.abort();
      await running;
    },
  };
}

function createRoundPublisher(options: Parameters<typeof startRegistryPublisher>[0]) {
  const { nats, bucket, sql, log, now } = options;
  let known = false;
  return async (names: readonly DocumentName[]): Promise<void> => {
    const { kv, created } = await openBucket(nats, bucket);
    if (created && known) log.error({ bucket }, 'the registry bucket had disappeared; made anew from the database');
    known = true;
    // A new bucket lacks every document, whichever of them were asked for.
    for (const name of created ? documentNames : names) {
      const changed = await putDocument(kv, name, () => readDocument[name](sql, now()));
      if (!changed) continue;
      log.debug({ document: name }, 'registry document published');
      options.onPublished?.(name);
    }
  };
}

function join(one: Round, other: Round): Round {
  return { names: [...new Set([...one.names, ...other.names])], told: [...one.told, ...other.told] };
}
