import {
  DiscardPolicy,
  JetStreamApiError,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
  type StreamConfig,
} from '@nats-io/jetstream';
import { Kvm } from '@nats-io/kv';
import { nanos } from '@nats-io/transport-node';
import { z } from 'zod';
import type { Subjects } from '../wire/subjects.ts';

const dayMs = 86_400_000;
const mib = 2 ** 20;

/** How large the streams may grow; each process that ensures them reads the same names. Put beside a process's schema. */
export const streamsEnv = z.object({
  /** The log's bound in bytes, well under the disk: a full log refuses, a full disk breaks. */
  EVENTS_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(16 * mib)
    .max(2 ** 40)
    .default(8 * 2 ** 30),
  QUARANTINE_MAX_BYTES: z.coerce
    .number()
    .int()
    .min(mib)
    .max(2 ** 34)
    .default(256 * mib),
});
export type StreamsConfig = z.output<typeof streamsEnv>;

type DeclaredStream = Partial<StreamConfig> & Pick<StreamConfig, 'name' | 'max_bytes'>;

/** The streams as they must be. */
export function declaredStreams(subjects: Subjects, config: StreamsConfig): readonly DeclaredStream[] {
  const common = {
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    num_replicas: 1,
    max_age: nanos(7 * dayMs),
    allow_direct: true,
  };
  const events: DeclaredStream = {
    ...common,
    name: subjects.eventsStream,
    subjects: [subjects.events],
    max_bytes: config.EVENTS_MAX_BYTES,
    // Full means refused: an event that was accepted is never pushed out by a newer one.
    discard: DiscardPolicy.New,
    // Longer than the door goes on publishing one frame under one id.
    duplicate_window: nanos(120_000),
    deny_delete: true,
    deny_purge: true,
  };
  const quarantine: DeclaredStream = {
    ...common,
    name: subjects.quarantineStream,
    subjects: [subjects.quarantine],
    max_bytes: config.QUARANTINE_MAX_BYTES,
    discard: DiscardPolicy.Old,
  };
  return [events, quarantine];
}

/**
 * Creates what is missing of streams and the registry's bucket, and brings what differs into line. Any
 * number of processes may do this at once. Throws with what to do when an existing one cannot be changed.
 */
export async function ensureStreams(jsm: JetStreamManager, subjects: Subjects, config: StreamsConfig): Promise<void> {
  for (const stream of declaredStreams(subjects, config)) await ensureStream(jsm, stream);
  await new Kvm(jsm.jetstream()).create(subjects.registryBucket, { history: 1 });
}

async function ensureStream(jsm: JetStreamManager, declared: DeclaredStream): Promise<void> {
  const found = await findOrCreate(
    () => jsm.streams.info(declared.name),
    () => addBounded(jsm, declared),
  );
  if (found === 'created') return;
  const wanted = { ...declared };
  const differing = differences(found.config, wanted);
  if (differing.length === 0) return;
  if (differing.includes('max_bytes') && found.state.bytes > wanted.max_bytes) {
    throw new Error(
      `Stream ${declared.name} holds ${found.state.bytes} bytes, more than its declared bound of ` +
        `${wanted.max_bytes}; shrinking it would drop events. Raise EVENTS_MAX_BYTES or QUARANTINE_MAX_BYTES.`,
    );
  }
  try {
    await jsm.streams.update(declared.name, wanted);
  } catch (error) {
    // The stream was created smaller because the server had no more to give, and it still has not.
    if (isOutOfStorage(error) && differing.every((field) => field === 'max_bytes')) return;
    throw unchangeable(`Stream ${declared.name}`, differing, error);
  }
}

/** The server reserves a stream's bound when it is created; on a small disk the log is made as large as fits. */
export async function addBounded(jsm: JetStreamManager, declared: DeclaredStream): Promise<void> {
  const smallest = 16 * mib;
  for (let bytes = declared.max_bytes; ; bytes = Math.floor(bytes / 2)) {
    try {
      await jsm.streams.add({ ...declared, max_bytes: bytes });
      return;
    } catch (error) {
      if (!isOutOfStorage(error)) throw error;
      if (bytes / 2 < smallest) {
        throw new Error(
          `NATS has no storage left for stream ${declared.name}: free disk space or raise its max_file.`,
          {
            cause: error,
          },
        );
      }
    }
  }
}

const notFound = new Set([10059]);
/** Another process made it between our look and our try. */
const madeMeanwhile = new Set([10058]);

async function findOrCreate<Found>(
  find: () => Promise<Found>,
  create: () => Promise<unknown>,
): Promise<Found | 'created'> {
  try {
    return await find();
  } catch (error) {
    if (!hasCode(error, notFound)) throw error;
  }
  try {
    await create();
    return 'created';
  } catch (error) {
    if (!hasCode(error, madeMeanwhile)) throw error;
    return await find();
  }
}

/** Names of the declared fields that the server holds otherwise. */
function differences(found: object, declared: object): string[] {
  const held = found as Record<string, unknown>;
  return Object.entries(declared)
    .filter(([field, value]) => JSON.stringify(held[field] ?? defaultOf(value)) !== JSON.stringify(value))
    .map(([field]) => field);
}

/** The server leaves out of its answer what is false or zero. */
function defaultOf(value: unknown): unknown {
  if (typeof value === 'boolean') return false;
  return typeof value === 'number' ? 0 : undefined;
}

function isOutOfStorage(error: unknown): boolean {
  return hasCode(error, new Set([10047, 10023, 10028]));
}

function hasCode(error: unknown, codes: ReadonlySet<number>): boolean {
  return error instanceof JetStreamApiError && codes.has(error.code);
}

function unchangeable(what: string, fields: readonly string[], cause: unknown): Error {
  return new Error(
    `${what} exists with another ${fields.join(', ')}, which the server does not let change. ` +
      'If its data may go, delete it and start again; if not, run the version that made it.',
    { cause },
  );
}
